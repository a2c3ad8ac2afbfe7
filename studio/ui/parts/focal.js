// A frame of the master with a point on it: click, drag or use the arrow keys.

const held = new WeakMap();
const STEP = 0.02;
const within = (value) => Math.min(1, Math.max(0, value));

export default function ({ parentElement, data, setStateValue }) {
  const box = parentElement.querySelector(".focal");
  const stage = box.querySelector(".stage");
  const dot = box.querySelector(".dot");
  const kept = box.querySelector(".kept");
  const image = box.querySelector("img");
  const state = held.get(box) ?? { point: data.point, moved: false };
  held.set(box, state);
  if (!state.moved || data.reset) { state.point = data.point; }
  if (image.src !== data.src) image.src = data.src;
  image.alt = data.alt;

  const show = () => {
    dot.style.left = `${state.point.x * 100}%`;
    dot.style.top = `${state.point.y * 100}%`;
    dot.setAttribute("aria-description", `${Math.round(state.point.x * 100)} % from the left, ${Math.round(state.point.y * 100)} % from the top`);
    box.querySelector(".said").textContent = state.moved ? "Apply to see the result with this point kept in view." : data.hint;
    kept.hidden = state.moved || !data.kept;
    if (data.kept) {
      for (const [side, value] of Object.entries(data.kept)) kept.style[side] = `${value * 100}%`;
    }
  };
  const move = (x, y) => { state.point = { x: within(x), y: within(y) }; state.moved = true; show(); };
  const tell = () => setStateValue("point", state.point);
  const at = (event) => {
    const area = stage.getBoundingClientRect();
    return [(event.clientX - area.left) / area.width, (event.clientY - area.top) / area.height];
  };

  stage.onclick = (event) => { if (event.target !== dot) { move(...at(event)); tell(); } };
  dot.onpointerdown = (event) => {
    dot.setPointerCapture(event.pointerId);
    dot.onpointermove = (moved) => move(...at(moved));
    dot.onpointerup = () => { dot.onpointermove = dot.onpointerup = null; if (state.moved) tell(); };
  };
  dot.onkeydown = (event) => {
    const step = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
    if (!step) return;
    event.preventDefault();
    move(state.point.x + step[0], state.point.y + step[1]);
    clearTimeout(state.timer);
    state.timer = setTimeout(tell, 400);
  };
  show();
}
