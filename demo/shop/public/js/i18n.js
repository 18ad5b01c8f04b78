// The page is written in Russian; English comes from english.js. `lang` on <html> is what the widgets follow, too.
(() => {
  const english = globalThis.volnaEnglish;
  const root = document.documentElement;
  const keep = (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  };

  /** Each text as it was written, so that one can go back to it. */
  const texts = [...document.querySelectorAll('[data-t]')].map(element => ({
    own: element.textContent,
    key: element.dataset.t,
    write: text => {
      element.textContent = text;
    },
  }));
  const labels = [...document.querySelectorAll('[data-t-label]')].map(element => ({
    own: element.getAttribute('aria-label'),
    key: element.dataset.tLabel,
    write: text => element.setAttribute('aria-label', text),
  }));
  const title = document.title;

  const draw = () => {
    const isEnglish = root.lang === 'en';
    for (const { own, key, write } of [...texts, ...labels]) write((isEnglish && english[key]) || own);
    document.title = (isEnglish && english[`title:${location.pathname.replace(/\.html$/, '')}`]) || title;
    for (const button of document.querySelectorAll('[data-language]')) {
      const other = isEnglish ? 'ru' : 'en';
      button.dataset.language = other;
      button.lang = other;
      button.textContent = other === 'ru' ? 'Русский' : 'English';
    }
  };

  const isDark = () =>
    (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';

  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-language], [data-theme-switch]');
    if (!button) return;
    if (button.dataset.language) {
      root.lang = button.dataset.language;
      keep('volna-language', root.lang);
      draw();
    } else {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      keep('volna-theme', root.dataset.theme);
    }
  });
  draw();
})();
