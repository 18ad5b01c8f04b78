import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

/**
 * Gives Lit's Trusted Types policy our name. A page that has a Lit of its own allows `lit-html` once only, and the second bundle to
 * ask for it is refused; `trusted-types crm-widgets` is also what a site's owner can recognise in their header.
 */
function renamePolicy(): Plugin {
  let renamed = 0;
  return {
    name: 'crm-widgets:policy',
    transform(code, id) {
      if (!/[\\/]lit-html[\\/]/.test(id)) return null;
      const changed = code.replace(/createPolicy\((["'])lit-html\1/g, () => {
        renamed++;
        return 'createPolicy("crm-widgets"';
      });
      return changed === code ? null : { code: changed, map: null };
    },
    buildEnd(error) {
      if (!error && renamed === 0)
        this.error('Lit names its Trusted Types policy in another way now: see renamePolicy().');
    },
  };
}

/** The minifier leaves template literals alone, and ours are a third of the bytes. Sheets hold no expressions, templates no `<pre>`. */
function shrinkTemplates(): Plugin {
  const sheet = (text: string) =>
    text
      .replace(/\/\*.*?\*\//gs, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,>]) ?/g, '$1')
      .replace(/: /g, ':')
      .replaceAll(';}', '}')
      .replace(/([ :,(-])0\./g, '$1.')
      .trim();
  return {
    name: 'crm-widgets:templates',
    enforce: 'pre',
    transform(code, id) {
      if (!/[\\/]widgets[\\/].*\.ts$/.test(id) || !code.includes('css`')) return null;
      return { code: code.replace(/css`([^`$]*)`/g, (_, text: string) => `css\`${sheet(text)}\``), map: null };
    },
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        chunk.code = chunk.code
          .replaceAll('/* @__PURE__ */ ', '')
          // What is minified breaks lines in template literals only.
          .replace(/\s*\n\s*/g, ' ')
          .replace(/(?<=[>`]) (?=[<$])|(?<=\}) (?=<)/g, '');
      }
    },
  };
}

const shared = /[\\/]widgets[\\/]core[\\/]|[\\/]node_modules[\\/]/;

export default defineConfig({
  root: 'widgets',
  define: { CRM_WIDGETS_VERSION: JSON.stringify(version) },
  resolve: { conditions: ['production', 'browser', 'module'] },
  plugins: [renamePolicy(), shrinkTemplates()],
  build: {
    outDir: '../dist/widgets',
    emptyOutDir: true,
    target: 'es2022',
    // As a library: the page build would put its preloading helper into the loader and double it.
    lib: { entry: 'loader.ts', formats: ['es'] },
    rolldownOptions: {
      output: {
        minify: true,
        entryFileNames: 'crm-widgets.js',
        chunkFileNames: 'widgets/[name]-[hash].js',
        // `core` is what every widget needs, `orders` what the two that know orders do, and the field with one button stays by itself:
        // a badge pays for neither, a certificate not for orders.
        codeSplitting: {
          groups: [
            { name: 'core', test: shared, minShareCount: 3 },
            { name: 'ask', test: /[\\/]core[\\/]ask\.ts$/ },
            { name: 'orders', test: shared, minShareCount: 2 },
          ],
        },
      },
    },
  },
});
