/** How the server's runtime is started: one place for `npm start`, development, tests and benchmarks. */
export const serverFlags = ['--disable-warning=ExperimentalWarning'];
