// Before the first paint: the theme and the language chosen last time, or the system's and the browser's.
(() => {
  const read = name => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const root = document.documentElement;
  const theme = read('volna-theme');
  if (theme) root.dataset.theme = theme;
  const first = navigator.language.slice(0, 2);
  root.lang = read('volna-language') ?? (['ru', 'uk', 'be', 'kk'].includes(first) ? 'ru' : 'en');
})();
