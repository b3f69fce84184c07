/** The version in package.json, written in at build. */
declare const __TAUTLINE_VERSION__: string;
