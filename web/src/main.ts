import "./styles/main.css";
import "./a11y.ts";
import "./runtime/console.ts";

type Enhance<Data> = (element: HTMLElement, data: Data) => unknown;

/** An element whose script is loaded when the first of its kind is connected. The HTML in it works without. */
function define<Data>(name: string, load: () => Promise<{ enhance: Enhance<Data> }>): void {
  customElements.define(
    name,
    class extends HTMLElement {
      connectedCallback(): void {
        const script = this.querySelector<HTMLScriptElement>(":scope > script");
        if (!script) return; // moved: it has been here before
        script.remove(); // instant navigation writes a page's scripts anew, without their type: this one would run
        const data = JSON.parse(script.text) as Data;
        load().then(
          ({ enhance }) => enhance(this, data),
          (error: unknown) => console.error(`${name} stays as it is:`, error),
        );
      }
    },
  );
}

define("champion-item", () => import("./quiz/enhance.ts"));
define("champion-code", () => import("./live-code/fence.ts"));
define("champion-playground", () => import("./playground/playground.ts"));
define("champion-lab", () => import("./lab/lab.ts"));
define("champion-read", () => import("./reading/read.ts"));
define("champion-path", () => import("./reading/path.ts"));
define("champion-exam", () => import("./practice/exam.ts"));
define("champion-review", () => import("./practice/sets.ts"));
define("champion-dashboard", () => import("./practice/dashboard.ts"));
