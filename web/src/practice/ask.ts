// Questions to the engine, with what loading it shows.
import { h } from "../dom.ts";
import type { Engine } from "../runtime/engine.ts";

/** What the engine refuses, with its sentence. */
export class Refused extends Error {}

let loading: Promise<Engine> | undefined;

function started(): Promise<Engine> {
  loading ??= import("../runtime/engine.ts").then(({ engine }) => engine);
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

/** An answer of `quizzes.engine.api`. Rejects with a sentence. */
export async function ask<T>(name: string, payload: unknown): Promise<T> {
  const engine = await started();
  const answer = JSON.parse(await engine.call(name, JSON.stringify(payload))) as { ok?: T; says?: string };
  if (answer.says !== undefined) throw new Refused(answer.says);
  return answer.ok as T;
}

/** A random number of the engine's, from 1 to a million. */
export async function chance(): Promise<number> {
  return 1 + Math.floor(1e6 * (await (await started()).chance()));
}

/** A line that says what the engine does while it loads. */
export function engineStatus(): HTMLElement {
  const bar = h("progress", { "aria-label": "Loading the rules" });
  const line = h("p", { class: "practice-loading", role: "status", hidden: true });
  void started().then((engine) => {
    const show = (): void => {
      const { state, done, total } = engine.status;
      line.hidden = state !== "loading";
      if (line.hidden) return;
      bar.max = total || 1;
      bar.value = done;
      if (!line.contains(bar)) line.append("Loading the rules, once. ", bar);
    };
    engine.addEventListener("status", show);
    show();
  });
  return line;
}
