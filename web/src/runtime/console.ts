// For the browser's console: `await champion.run("import mlflow; mlflow.__version__")`.
declare global {
  interface Window {
    champion: {
      /** Runs Python in the sandbox, in the names of the run before. */
      run(code: string): Promise<{ stdout: string; value?: string; error?: string }>;
      /** Asks the quiz engine: `await champion.engine("normalise", '{"text": " `Run_ID` "}')`. */
      engine(name: string, payload: string): Promise<string>;
    };
  }
}

window.champion = {
  async run(code) {
    const { python } = await import("./python.ts");
    const { stdout, value, error } = await python.run(code);
    return { stdout, ...(value !== undefined && { value }), ...(error !== undefined && { error }) };
  },
  async engine(name, payload) {
    const { engine } = await import("./engine.ts");
    return engine.call(name, payload);
  },
};

export {};
