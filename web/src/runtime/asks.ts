/** The layers that code seems to import: a guess from its text. What is unpacked is Python's decision. */
export function named(code: string, layers: Record<string, string[]>): string[] {
  const imports = code.match(/^[ \t]*(?:from|import)[ \t].*$/gm)?.join("\n") ?? "";
  const asks = (name: string): boolean =>
    name.includes(".") ? code.includes(name) : new RegExp(`\\b${name}\\b`).test(imports);
  return Object.keys(layers).filter((layer) => layers[layer]?.some(asks));
}
