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
      if (!error && renamed === 0) this.error('Lit names its Trusted Types policy in another way now: see renamePolicy().');
    },
  };
}

export default defineConfig({
  root: 'widgets',
  define: { CRM_WIDGETS_VERSION: JSON.stringify(version) },
  resolve: { conditions: ['production', 'browser', 'module'] },
  plugins: [renamePolicy()],
  build: {
    outDir: '../dist/widgets',
    emptyOutDir: true,
    target: 'es2022',
    // The helper that preloads would be a fifth of the loader; what it saves, the loader does by itself.
    modulePreload: false,
    reportCompressedSize: true,
    rolldownOptions: {
      input: { 'crm-widgets': 'widgets/loader.ts' },
      // The loader exports `setStrings` and `discover` for pages that want them.
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'widgets/[name]-[hash].js',
        codeSplitting: { groups: [{ name: 'core', test: /[\\/]widgets[\\/]core[\\/]|[\\/]node_modules[\\/]/ }] },
      },
    },
  },
});
