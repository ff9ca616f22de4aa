import { h } from "../dom.ts";
import { log } from "../progress/log.ts";

/** Says of each page on an exam's path whether it was read, and of each lab whether it was done. */
export async function enhance(root: HTMLElement): Promise<void> {
  const said = h("p", { role: "status", class: "path-said" });
  root.prepend(said);

  async function show(): Promise<void> {
    const stops = [...root.querySelectorAll<HTMLElement>("[data-item]")];
    let done = 0;
    for (const stop of stops) {
      const { item = "", kind = "" } = stop.dataset;
      const last = await (kind === "read" ? log.last(item, "read") : log.last(item, "lab-checked"));
      const reached = last?.kind === "lab-checked" || (last?.kind === "read" && last.data.done);
      stop.querySelector(".path-mark")?.remove();
      if (!reached) continue;
      (stop.querySelector("h3") ?? stop).append(
        " ",
        h("span", { class: "path-mark" }, kind === "read" ? "✓ read" : "✓ done"),
      );
      done += 1;
    }
    said.textContent = done ? `${done} of ${stops.length} behind you.` : "";
  }

  await show();
  log.addEventListener("append", () => void show());
}
