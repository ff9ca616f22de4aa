// For the browser's console: `await champion.run("import mlflow; mlflow.__version__")`.
declare global {
  interface Window {
    champion: { run(code: string): Promise<{ stdout: string; value?: string; error?: string }> };
  }
}

window.champion = {
  async run(code) {
    const { python } = await import("./python.ts");
    const { stdout, value, error } = await python.run(code);
    return { stdout, ...(value !== undefined && { value }), ...(error !== undefined && { error }) };
  },
};

export {};
