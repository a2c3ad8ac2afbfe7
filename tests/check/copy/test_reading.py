"""How hard a post is to read, in its own language."""

from __future__ import annotations

import pytest

from studio.check.copy.reading import FORMULAS, plain_language, syllables
from tests.check.copy.building import said

PLAIN = {
    "en": ("We plant trees on the hill. You can come with us. Bring your boots, and we bring the tea for all of you."),
    "fr": (
        "Nous plantons des arbres sur la colline. Tu peux venir avec nous. Prends tes bottes, nous avons le "
        "thé pour tous."
    ),
    "de": (
        "Wir pflanzen am Hang einen Baum. Du kannst mit uns gehen. Nimm deine Schuhe mit, wir haben Tee für alle da."
    ),
    "es": (
        "Plantamos árboles en la sierra. Tú puedes venir con todos. Trae tus botas, que el té lo traemos "
        "nosotros para ti."
    ),
    "it": (
        "Piantiamo alberi sul colle. Tu puoi venire con noi. Porta gli stivali, che il tè lo portiamo noi per"
        " tutti voi."
    ),
    "nl": (
        "Wij planten bomen op de berg. Jij kunt met ons mee. Neem je laarzen mee, dan nemen wij de thee mee voor je."
    ),
    "ar": (
        "نزرع الأشجار على التل. تعال معنا يوم السبت. خذ حذاءك معك. نحن نحضر الشاي لكم. نبدأ في الصباح. ننتهي "
        "في المساء. لا شيء أسهل من ذلك."
    ),
    "sv": ("Vi planterar träd på berget. Du kan följa med oss. Ta med dina skor, så tar vi med te till er alla."),
}
HARD = {
    "en": (
        "Notwithstanding considerable institutional impediments, interdepartmental collaboration facilitates "
        "comprehensive implementation of multidimensional environmental rehabilitation initiatives throughout"
        " participating municipalities."
    ),
    "fr": (
        "Nonobstant les difficultés institutionnelles considérables, la collaboration interministérielle "
        "facilite la réalisation systématique des initiatives multidimensionnelles de réhabilitation "
        "environnementale communautaire."
    ),
    "de": (
        "Ungeachtet beträchtlicher institutioneller Schwierigkeiten ermöglicht die abteilungsübergreifende "
        "Zusammenarbeit die umfassende Verwirklichung mehrdimensionaler Umweltwiederherstellungsmaßnahmen "
        "innerhalb teilnehmender Gemeindeverwaltungen sowie angeschlossener Bildungseinrichtungen und "
        "Forschungsinstitute."
    ),
    "es": (
        "No obstante las considerables dificultades institucionales, la colaboración interdepartamental "
        "posibilita la realización sistemática de iniciativas multidimensionales de rehabilitación "
        "medioambiental comunitaria internacional."
    ),
    "it": (
        "Nonostante le considerevoli difficoltà istituzionali, la collaborazione interdipartimentale facilita"
        " la realizzazione sistematica delle iniziative multidimensionali di riqualificazione ambientale "
        "delle amministrazioni."
    ),
    "nl": (
        "Niettegenstaande aanzienlijke institutionele belemmeringen vergemakkelijkt interdepartementale "
        "samenwerking de allesomvattende verwezenlijking van multidimensionale milieuherstelmaatregelen "
        "binnen deelnemende gemeentebesturen en aangesloten onderwijsinstellingen."
    ),
    "ar": (
        "وعلى الرغم من كل العقبات المؤسسية الكبيرة التي واجهتها الإدارات المختلفة في المدينة خلال السنوات "
        "الماضية فإن التعاون المستمر بين الوزارات والبلديات والمنظمات المحلية والدولية يسهل تنفيذ المبادرات "
        "البيئية الشاملة المتعددة"
    ),
    "sv": (
        "Oaktat betydande institutionella svårigheter underlättar avdelningsöverskridande samarbete det "
        "allomfattande förverkligandet av mångdimensionella miljöåterställningsåtgärder inom deltagande "
        "kommunförvaltningar samt anslutna utbildningsinstitutioner."
    ),
}


@pytest.mark.parametrize("language", PLAIN)
def test_plain_language_passes_and_hard_warns(language: str) -> None:
    """By the formula of its language; without one, by the length of sentences and words, which is said."""
    plain = plain_language(said(PLAIN[language], language=language))
    hard = plain_language(said(f"{HARD[language]}.\n{HARD[language]}.", language=language))

    assert (plain.level, hard.level) == ("pass", "warn"), (plain.message, hard.message)
    assert hard.evidence["hardest"].startswith(HARD[language][:40])
    assert ("no formula" in plain.message) == (language not in FORMULAS)


def test_the_edge_is_the_one_that_was_asked_for() -> None:
    """A text passes up to its own measure, and not beyond."""
    judged = said(PLAIN["en"])
    ease = plain_language(judged).evidence["measured_ease"]

    assert plain_language(judged, min_ease=ease - 0.1).level == "pass"
    assert plain_language(judged, min_ease=ease + 0.1).level == "warn"


@pytest.mark.parametrize(("count", "level"), [(19, "n/a"), (20, "pass")])
def test_too_short_to_tell_is_said(count: int, level: str) -> None:
    """A formula says nothing of a line; links and rows of hashtags are no words."""
    text = " ".join(["tree"] * count)

    assert plain_language(said(f"{text}\nhttps://example.org/a-b-c\n#One #Two")).level == level


def test_texts_without_spaces_are_not_judged() -> None:
    """Nobody can count the words of Chinese by its blanks."""
    assert plain_language(said("我们星期六在山上种树。" * 9, language="zh")).level == "n/a"


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        (
            "en",
            "tree 1, table 2, message 2, wanted 2, closed 1, places 2, idea 3, media 3, question 2, people 2, nation 2",
        ),
        ("fr", "table 1, école 2, vérifier 3, arbres 1, demandent 2, quelque 1, moment 2, longue 1"),
        ("de", "haus 1, menschen 2, gerechtigkeit 4, freude 2, bäume 2, straße 2"),
        ("es", "casa 2, ciudad 2, guerra 2, país 2, muy 1, organización 5"),
        ("it", "casa 2, chiesa 2, comunità 4, più 1, aiuto 3"),
        ("nl", "huis 1, mensen 2, mooie 2, bijna 2, nieuws 1, samenleving 4"),
    ],
)
def test_syllables_are_counted_as_they_are_said(language: str, counted: str) -> None:
    """Diphthongs are one; silent letters none."""
    for each in counted.split(", "):
        word, _, wanted = each.partition(" ")
        assert syllables(word, language) == int(wanted), word
