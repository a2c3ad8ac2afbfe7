// Sends files in pieces to /api/uploads. Only one piece at a time is read from the file, whatever its size.
// Where an upload stands is remembered by the file's name, size and date, so that choosing the same file again,
// even after the page was closed, goes on where it stopped.

const URL = "/api/uploads";
const REMEMBERED = "studio.upload:";
const RETRY_S = [1, 2, 4, 8, 15];
const instances = new WeakMap();

const memoryKey = (file) => `${REMEMBERED}${file.name}:${file.size}:${file.lastModified}`;

const memory = {
  // A browser may forbid storage; then uploads still work, without going on after a reload.
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* forbidden */ } },
  drop(key) { try { localStorage.removeItem(key); } catch { /* forbidden */ } },
  all() { try { return Object.keys(localStorage).filter((key) => key.startsWith(REMEMBERED)); } catch { return []; } },
};

function bytes(count) {
  const units = ["bytes", "KB", "MB", "GB"];
  let step = 0;
  while (count >= 1000 && step < 3) { count /= 1000; step += 1; }
  return `${count.toFixed(step > 1 && count < 100 ? 1 : 0)} ${units[step]}`;
}

function put(entry, piece, onProgress) {
  // XMLHttpRequest, since fetch tells nothing about what was sent.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    entry.request = request;
    request.open("PUT", `${URL}/${entry.id}?offset=${entry.offset}`);
    request.responseType = "json";
    request.upload.onprogress = (event) => onProgress(entry.offset + event.loaded);
    request.onload = () => resolve({ status: request.status, body: request.response || {} });
    request.onerror = request.onabort = request.ontimeout = () => reject(new Error("connection"));
    request.timeout = 120000;
    request.send(piece);
  });
}

async function ask(url, options) {
  const response = await fetch(url, options);
  return { status: response.status, body: response.status === 204 ? {} : await response.json() };
}

class Uploader {
  constructor(root, args) {
    this.root = root;
    this.entries = [];
    this.update(args);
    this.list = root.querySelector(".files");
    this.input = root.querySelector("input");
    const drop = root.querySelector(".drop");
    root.querySelector(".choose").onclick = () => this.input.click();
    this.input.onchange = () => { this.add(this.input.files); this.input.value = ""; };
    drop.ondragover = (event) => { event.preventDefault(); drop.classList.add("over"); };
    drop.ondragleave = () => drop.classList.remove("over");
    drop.ondrop = (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      this.add(event.dataTransfer.files);
    };
    this.onOnline = () => this.entries.forEach((entry) => entry.retryNow?.());
    this.onLeave = (event) => { if (this.entries.some((entry) => entry.state === "sending")) event.preventDefault(); };
    window.addEventListener("online", this.onOnline);
    window.addEventListener("beforeunload", this.onLeave);
    this.tellUnfinished();
  }

  update({ data, setStateValue }) {
    this.subtitles = data?.subtitles ?? [];
    this.texts = data?.texts ?? [];
    this.setStateValue = setStateValue;
    this.compact = Boolean(data?.compact);
    this.fold();
  }

  fold() {
    this.root.querySelector(".uploader").classList.toggle("busy", this.compact || this.entries.length > 0);
  }

  close() {
    window.removeEventListener("online", this.onOnline);
    window.removeEventListener("beforeunload", this.onLeave);
    this.entries.forEach((entry) => { entry.state = "paused"; entry.request?.abort(); });
  }

  isSubtitle(name) {
    return this.subtitles.some((suffix) => name.toLowerCase().endsWith(suffix));
  }

  async tellUnfinished() {
    const note = this.root.querySelector(".unfinished");
    for (const key of memory.all()) {
      const { id, name } = JSON.parse(memory.get(key) || "{}");
      let answer;
      try { answer = await ask(`${URL}/${id}`); } catch { return; }
      if (answer.status !== 200) { memory.drop(key); continue; }
      if (answer.body.offset < answer.body.bytes && !this.entries.length) {
        const share = Math.floor((100 * answer.body.offset) / answer.body.bytes);
        note.textContent = `“${name}” stopped at ${share} %. Choose the same file again and it goes on from there.`;
        note.hidden = false;
      }
    }
  }

  isText(name) {
    return this.texts.some((suffix) => name.toLowerCase().endsWith(suffix));
  }

  isMedia(name) {
    return !this.isSubtitle(name) && !this.isText(name);
  }

  add(files) {
    this.root.querySelector(".unfinished").hidden = true;
    for (const file of files) {
      // One master at a time: the newest counts. A text beside a video, picture or sound is its copy, and stays.
      const filmed = [...files, ...this.entries.map((entry) => entry.file)].some((each) => this.isMedia(each.name));
      const rival = (name) => (this.isMedia(file.name) ? this.isMedia(name) : this.isText(file.name) && !filmed && this.isText(name));
      this.entries.filter((entry) => rival(entry.file.name)).forEach((entry) => this.drop(entry));
      const entry = { file, offset: 0, sent: 0, state: "sending", row: this.row(file) };
      this.entries.push(entry);
      this.wire(entry);
      this.send(entry);
    }
  }

  row(file) {
    const row = document.createElement("li");
    const name = Object.assign(document.createElement("span"), { className: "name", textContent: file.name, title: file.name });
    const state = Object.assign(document.createElement("span"), { className: "state" });
    state.setAttribute("aria-live", "polite");
    const bar = Object.assign(document.createElement("div"), { className: "bar" });
    bar.setAttribute("role", "progressbar");
    bar.setAttribute("aria-label", `Sending ${file.name}`);
    bar.append(document.createElement("i"));
    const tools = Object.assign(document.createElement("span"), { className: "tools" });
    row.append(name, state, bar, tools);
    this.list.append(row);
    return row;
  }

  wire(entry) {
    const tools = entry.row.querySelector(".tools");
    const button = (words, act) => {
      const made = Object.assign(document.createElement("button"), { type: "button", onclick: act });
      tools.append(made);
      made.textContent = words;
      made.setAttribute("aria-label", `${words} ${entry.file.name}`);
      return made;
    };
    entry.toggle = button("Pause", () => (entry.state === "sending" || entry.state === "waiting" ? this.pause(entry) : this.send(entry)));
    button("Remove", () => this.drop(entry));
    this.show(entry);
  }

  show(entry) {
    const share = entry.file.size ? Math.floor((100 * entry.sent) / entry.file.size) : 100;
    const words = {
      sending: `${share} % of ${bytes(entry.file.size)}${this.rest(entry)}`,
      waiting: `The connection broke at ${share} %. Trying again by itself.`,
      paused: `Paused at ${share} % of ${bytes(entry.file.size)}`,
      refused: entry.problem,
      done: `${bytes(entry.file.size)}, received`,
    };
    entry.row.className = `file ${entry.state}`;
    entry.row.querySelector(".state").textContent = words[entry.state];
    entry.row.querySelector("i").style.width = `${share}%`;
    entry.row.querySelector(".bar").setAttribute("aria-valuenow", share);
    const label = entry.state === "paused" ? "Resume" : "Pause";
    entry.toggle.hidden = entry.state === "done" || entry.state === "refused";
    entry.toggle.textContent = label;
    entry.toggle.setAttribute("aria-label", `${label} ${entry.file.name}`);
    this.fold();
  }

  rest(entry) {
    const seconds = (performance.now() - entry.since) / 1000;
    const speed = (entry.sent - entry.began) / seconds;
    if (!(seconds > 2) || !(speed > 0)) return "";
    const left = (entry.file.size - entry.sent) / speed;
    return left < 90 ? `, about ${Math.ceil(left)} s left` : `, about ${Math.ceil(left / 60)} min left`;
  }

  pause(entry) {
    entry.state = "paused";
    entry.request?.abort();
    entry.retryNow?.();
    this.show(entry);
  }

  drop(entry) {
    const known = entry.id;
    entry.state = "dropped";
    entry.request?.abort();
    entry.retryNow?.();
    entry.row.remove();
    this.entries = this.entries.filter((other) => other !== entry);
    memory.drop(memoryKey(entry.file));
    this.fold();
    this.tell();
    if (known && !entry.complete) fetch(`${URL}/${known}`, { method: "DELETE" }).catch(() => {});
  }

  refuse(entry, { problem, remedy }) {
    entry.state = "refused";
    entry.problem = `${problem ?? "The studio did not take this file"}: ${remedy ?? "try again"}.`;
    memory.drop(memoryKey(entry.file));
    this.show(entry);
    this.tell();
  }

  // Finds or begins the upload on the server; false where the server refuses.
  async open(entry) {
    const key = memoryKey(entry.file);
    const known = entry.id ?? JSON.parse(memory.get(key) || "{}").id;
    if (known) {
      const { status, body } = await ask(`${URL}/${known}`);
      if (status === 200) { Object.assign(entry, { id: known, offset: body.offset, sent: body.offset, piece: body.piece }); return true; }
    }
    const { status, body } = await ask(URL, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: entry.file.name, bytes: entry.file.size }),
    });
    if (status !== 201) { this.refuse(entry, body); return false; }
    Object.assign(entry, { id: body.id, offset: 0, sent: 0, piece: body.piece });
    memory.set(key, JSON.stringify({ id: body.id, name: entry.file.name }));
    return true;
  }

  async send(entry) {
    entry.state = "sending";
    let failures = 0;
    while (entry.state === "sending") {
      try {
        if (!(await this.open(entry))) return;
        entry.since = performance.now();
        entry.began = entry.sent;
        await this.pour(entry);
        if (entry.offset >= entry.file.size) { this.finish(entry); return; }
        failures = 0;
      } catch {
        if (entry.state !== "sending") return;
        entry.state = "waiting";
        this.show(entry);
        await this.pauseFor(entry, RETRY_S[Math.min(failures, RETRY_S.length - 1)]);
        failures += 1;
        if (entry.state === "waiting") entry.state = "sending";
      }
    }
  }

  async pour(entry) {
    while (entry.state === "sending" && entry.offset < entry.file.size) {
      this.show(entry);
      const piece = entry.file.slice(entry.offset, entry.offset + entry.piece);
      const { status, body } = await put(entry, piece, (sent) => { entry.sent = sent; this.show(entry); });
      if (status === 200 || status === 409) entry.offset = entry.sent = body.offset;
      else if (status >= 500 && status !== 507) throw new Error("server");
      else { this.refuse(entry, body); return; }
    }
  }

  pauseFor(entry, seconds) {
    return new Promise((resolve) => {
      entry.retryNow = resolve;
      setTimeout(resolve, seconds * 1000);
    });
  }

  finish(entry) {
    if (entry.state !== "sending") return;
    entry.state = "done";
    entry.complete = true;
    memory.drop(memoryKey(entry.file));
    this.show(entry);
    this.tell();
  }

  // Python hears of the files together, once nothing is on its way any more.
  tell() {
    if (this.entries.some((entry) => ["sending", "waiting", "paused"].includes(entry.state))) return;
    this.setStateValue("files", this.entries.filter((entry) => entry.complete).map((entry) => entry.id));
  }
}

export default function (args) {
  const root = args.parentElement;
  const box = root.querySelector(".uploader");
  const known = instances.get(box);
  if (known) known.update(args);
  else instances.set(box, new Uploader(root, args));
  return () => {
    if (box.isConnected) return;
    instances.get(box)?.close();
    instances.delete(box);
  };
}
