type Place = (row: HTMLElement, list: HTMLElement, before: Element | null) => void;

/** Rows can be dragged by their grip, with mouse, pen or finger, within and between lists; the row moves when it is dropped. */
export function draggable(lists: HTMLElement[], place: Place): void {
  for (const list of lists) list.addEventListener("pointerdown", (event) => start(event, lists, place));
}

function start(event: PointerEvent, lists: HTMLElement[], place: Place): void {
  const grip = event.target as HTMLElement;
  const row = grip.closest<HTMLElement>("li");
  if (!grip.matches(".order-grip") || !row || grip.closest("[data-locked]")) return;
  event.preventDefault();
  grip.setPointerCapture(event.pointerId);
  row.classList.add("order-dragged");
  let mark: Element | undefined;

  const target = (y: number): { list: HTMLElement; before: Element | null } | undefined => {
    const list = lists.find((one) => y <= one.getBoundingClientRect().bottom) ?? lists.at(-1);
    if (!list) return undefined;
    const before = [...list.children].find((one) => one !== row && y < middle(one)) ?? null;
    return { list, before };
  };
  const unmark = (): void => mark?.classList.remove("order-before", "order-after", "order-into");
  const move = ({ clientY }: PointerEvent): void => {
    row.style.translate = `0 ${clientY - event.clientY}px`;
    unmark();
    const to = target(clientY);
    mark = to?.before ?? [...(to?.list.children ?? [])].findLast((one) => one !== row) ?? to?.list;
    mark?.classList.add(to?.before ? "order-before" : mark === to?.list ? "order-into" : "order-after");
  };
  const end = ({ type, clientY }: PointerEvent): void => {
    row.style.translate = "";
    row.classList.remove("order-dragged");
    unmark();
    grip.removeEventListener("pointermove", move);
    grip.removeEventListener("pointerup", end);
    grip.removeEventListener("pointercancel", end);
    const to = type === "pointerup" ? target(clientY) : undefined;
    if (to) place(row, to.list, to.before);
  };
  grip.addEventListener("pointermove", move);
  grip.addEventListener("pointerup", end);
  grip.addEventListener("pointercancel", end);
}

const middle = (element: Element): number => {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
};
