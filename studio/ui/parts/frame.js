// An output inside what the app puts around it. Everything from outside becomes text or a media address, never markup.

const make = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

const ICONS = {
  heart: "M12 20s-7-4.4-7-10a4 4 0 0 1 7-2.6A4 4 0 0 1 19 10c0 5.600-7 10-7 10Z",
  talk: "M5 18.500V7a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H8.500Z",
  send: "M20 4 10.500 13.500M20 4l-5.500 16-4-6.500L4 9.500Z",
  save: "M7 4h10v16l-5-4-5 4Z",
};

function icons() {
  const row = make("div", "icons");
  row.setAttribute("aria-hidden", "true");
  for (const [name, path] of Object.entries(ICONS)) {
    const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    icon.setAttribute("viewBox", "0 0 24 24");
    if (name === "save") icon.classList.add("last");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    line.setAttribute("d", path);
    icon.append(line);
    row.append(icon);
  }
  return row;
}

function account(data) {
  const bar = make("div", "bar");
  const words = make("div");
  words.append(make("b", "", "Your page"), make("small", "", `${data.platform} · now`));
  bar.append(make("span", "avatar"), words);
  return bar;
}

function sound(box, data) {
  box.classList.add("sound");
  for (const address of data.pictures) box.append(Object.assign(make("img"), { src: address, alt: "" }));
  const player = Object.assign(make("audio"), { controls: true, preload: "metadata", src: data.src });
  player.setAttribute("aria-label", data.label);
  box.append(player);
  return box;
}

function pages(box, data) {
  box.classList.add("pages");
  data.pictures.forEach((address, index) => {
    box.append(Object.assign(make("img"), { src: address, alt: `${data.label}, page ${index + 1}` }));
  });
  box.tabIndex = 0;
  return box;
}

function screen(data) {
  const box = make("div", "screen");
  if (data.kind === "audio") return sound(box, data);
  box.style.aspectRatio = `${data.width} / ${data.height}`;
  if (data.shape === "circle") box.classList.add("round");
  if (data.transparent) box.classList.add("clear");
  if (data.kind === "document") return pages(box, data);
  const media = make(data.kind === "video" ? "video" : "img");
  media.src = data.src;
  if (data.kind === "video") {
    Object.assign(media, { controls: true, playsInline: true, preload: "metadata", src: `${data.src}#t=0.001` });
    media.setAttribute("aria-label", data.label);
  } else {
    media.alt = data.label;
  }
  box.append(media);
  return box;
}

function lines(title) {
  const caption = make("div", "caption");
  const words = make("div", "words");
  const line = make("div", "line");
  line.style.width = "55%";
  words.append(make("b", "", title), line);
  caption.append(make("span", "avatar"), words);
  return caption;
}

function storyTop(data) {
  const top = make("div", "top");
  const who = make("div", "who");
  who.append(make("span", "avatar"), make("b", "", "Your page"));
  top.append(make("div", "line"), who);
  top.setAttribute("aria-hidden", "true");
  return top;
}

function dress(device, box, data) {
  if (data.frame === "story") {
    box.append(storyTop(data));
    device.append(box);
  } else if (data.frame === "player") {
    device.append(box, lines(data.title));
  } else if (data.frame === "thumbnail") {
    if (data.badge) box.append(make("span", "badge", data.badge));
    device.append(box, lines(data.title));
  } else {
    device.append(account(data), box, icons());
  }
}

function zone(data) {
  const { top, right, bottom, left } = data.safe;
  const box = make("div", "zone");
  const area = (tag, style) => { const made = make(tag); Object.assign(made.style, style); box.append(made); };
  const x = (pixels) => `${(100 * pixels) / data.width}%`;
  const y = (pixels) => `${(100 * pixels) / data.height}%`;
  area("i", { left: 0, right: 0, top: 0, height: y(top) });
  area("i", { left: 0, right: 0, bottom: 0, height: y(bottom) });
  area("i", { left: 0, width: x(left), top: y(top), bottom: y(bottom) });
  area("i", { right: 0, width: x(right), top: y(top), bottom: y(bottom) });
  area("b", { left: x(left), right: x(right), top: y(top), bottom: y(bottom) });
  return box;
}

const drawn = new WeakMap();

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".frame");
  const device = root.querySelector(".device");
  const toggle = root.querySelector(".safe");
  const box = toggle.querySelector("input");
  const now = JSON.stringify(data);
  if (drawn.get(root) === now) return;
  drawn.set(root, now);

  const scheme = getComputedStyle(parentElement.host ?? root).getPropertyValue("--st-background-color").trim();
  const dark = /^#[0-4]/.test(scheme);
  device.className = `device ${data.frame}${dark ? " dark" : ""}${data.height > 1.1 * data.width ? " tall" : ""}`;
  const media = screen(data);
  device.replaceChildren();
  dress(device, media, data);
  const overlay = zone(data);
  const draw = () => (box.checked ? media.append(overlay) : overlay.remove());
  toggle.hidden = !Object.values(data.safe).some((side) => side > 0);
  box.onchange = draw;
  draw();
}
