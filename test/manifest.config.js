/** The analyzer lists all it finds; a page can use what is public. An event known by its class alone is one it could not name. */
const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest }) {
    for (const { declarations = [] } of customElementsManifest.modules) {
      for (const element of declarations.filter(({ customElement }) => customElement)) {
        element.members = element.members?.filter(
          ({ name, privacy = 'public' }) => privacy === 'public' && !/^[#_]|Callback$/.test(name),
        );
        element.events = element.events?.filter(({ name }) => name);
      }
    }
  },
};

export default {
  globs: ['widgets/*/*.ts'],
  exclude: ['**/*.styles.ts'],
  outdir: 'dist',
  litelement: true,
  plugins: [publicOnly],
};
