// @ts-check

/** The scripts that browsers load: the built pages and the service worker. */
export const BROWSER_SCRIPTS = ['.next/static/**/*.js', 'components/offline/worker.js']

/** The syntax that the oldest supported browsers read: Chrome and Edge 111, Firefox 111, Safari 16.4. */
const SYNTAX = 'es2022'

/** Later features that those browsers have all the same, and one that Next's polyfill for older ones only tries. */
const ALLOWED = ['ArrayFindLast', 'ArrayFindLastIndex', 'SetIntersection']

/**
 * Returns the program below node_modules, with its arguments, that fails when one of the scripts uses syntax or built-in
 * features that a supported browser lacks.
 * @param {string[]} scripts @returns {[string, ...string[]]}
 */
export const browserCheck = (scripts) => [
  'es-check/lib/cli/index.js',
  SYNTAX,
  ...scripts,
  '--module',
  '--checkFeatures',
  '--noCache',
  '--noColor',
  `--ignore=${ALLOWED.join(',')}`,
]
