// The frame of a practice page: what is on it, and what went wrong.
import { button, h } from "../dom.ts";
import { engineStatus } from "./ask.ts";

export interface Screen {
  /** What there is to say: how far it is, or what went wrong. */
  says: HTMLElement;
  /** Puts these on the page in place of what was there; `state` is for styles and tests. */
  show(state: string, ...parts: (Node | string)[]): void;
  /** Does it, and if that fails says why; offers to try again, unless that is of no use. */
  safely(work: () => Promise<void>, again?: boolean): Promise<void>;
}

export function screen(root: HTMLElement): Screen {
  const says = h("p", { class: "practice-says", role: "status" });
  const stage = h("div");
  root.append(engineStatus(), says, stage);

  async function safely(work: () => Promise<void>, again = true): Promise<void> {
    says.replaceChildren();
    try {
      await work();
    } catch (error) {
      says.replaceChildren(`${(error as Error).message} `);
      if (again) says.append(button("Try again", () => void safely(work)));
      root.dataset.state = "failed";
    }
  }

  return {
    says,
    show(state, ...parts) {
      root.dataset.state = state;
      stage.replaceChildren(...parts);
    },
    safely,
  };
}
