// Runs before the first paint so that a dark screen never flashes white. Keep in step with src/platform/theme.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem('deskline.theme');
  } catch {
    // Storage can be forbidden; the system's theme then decides.
    choice = null;
  }
  var isDark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
})();
// The page's policy lets no code be made from text; zod would try to, and say so in the console, unless it is told before it is loaded.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
