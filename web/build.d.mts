import type { KnownError } from "./src/live-code/known-errors.ts";
import type { OldForm } from "./src/live-code/old-forms.ts";
import type { Asset } from "./src/runtime/assets.ts";

export interface Baked {
  files: Record<string, Asset>;
  layers: Record<string, string[]>;
  engine: { worker: Asset; wheels: Record<string, Asset> };
}
/** What learners are told of in their code. */
export interface Told {
  forms: OldForm[];
  errors: KnownError[];
}
export function build(runtime: string, out: string, entry?: string, told?: Told): Promise<Baked>;
/** `define`: texts of constants in the script. */
export function workerScript(
  name: string,
  define: Record<string, string>,
  source?: string,
  mend?: (loader: string) => string,
): Promise<string>;
/** Emscripten's loader, with its work per library no longer growing with the libraries that are there. */
export function quickDlopen(loader: string): string;
/** What that gives, which notes in `Module.links` what it links. */
export function keptLinks(loader: string): string;
