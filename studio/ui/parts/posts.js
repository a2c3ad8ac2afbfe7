// Posts to read and to copy. Everything from outside becomes text, never markup.

const SHOWN_MS = 1600;

const make = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A page that is not served over https may not write to the clipboard by itself, only through a selection.
    const field = make("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

function part([above, below], number, post, said) {
  const box = make("div", "part");
  const text = make("pre", post.code ? "code" : "", above);
  text.lang = post.language;
  text.dir = post.direction;
  if (below) text.append(make("span", "below", below));
  const named = post.parts.length > 1 ? `Copy ${number} of ${post.parts.length}` : "Copy";
  const button = Object.assign(make("button", "", named), { type: "button" });
  button.setAttribute("aria-label", `${named}: ${post.name}`);
  button.onclick = async () => {
    const told = await copy(above + below) ? "Copied" : "Select the text and copy it by hand";
    said.textContent = told;
    button.textContent = told;
    button.focus();
    setTimeout(() => { button.textContent = named; said.textContent = ""; }, SHOWN_MS);
  };
  box.append(text, button);
  return box;
}

function beside(pairs) {
  const list = make("dl");
  for (const [label, text] of pairs) {
    const value = make("dd", "", text);
    value.dir = "auto";
    list.append(make("dt", "", label), value);
  }
  return list;
}

function told(post) {
  const list = make("ul");
  const lines = [...post.warnings.map((text) => [text, "warning"]), ...post.notes.map((text) => [text, ""])];
  for (const [text, className] of lines) {
    const line = make("li", className, text);
    line.dir = "auto";
    list.append(line);
  }
  return list;
}

function draw(post, said) {
  const article = make("article", "post");
  const head = make("div", "head");
  head.append(make("h4", "", post.name), make("p", "quiet", post.length));
  article.append(head, ...post.parts.map((each, index) => part(each, index + 1, post, said)));
  if (post.folds) article.append(make("p", "quiet", "What is paler shows only after a press on “more”."));
  if (post.beside.length) article.append(beside(post.beside));
  if (post.warnings.length + post.notes.length) article.append(told(post));
  return article;
}

export default function ({ parentElement, data }) {
  const said = parentElement.querySelector(".said");
  parentElement.querySelector(".posts").replaceChildren(...data.posts.map((post) => draw(post, said)));
}
