// What is there beside our own scripts: data that the build writes as scripts, and libraries of others.

/** Data by its path below the site's root, put there by the script of the same path: `data/case-names.js` sets `WaymarkData["data/case-names"]`. */
declare var WaymarkData: Record<string, any>;

/** js-yaml, from `vendor/`, loaded when the form first reads a file. */
declare var jsyaml: { load(text: string, options?: object): unknown; JSON_SCHEMA: object } & Record<string, any>;

/** The columns of comparisons by their ids, put there by the files that `site/parts/comparison.py` writes. */
declare var WaymarkCompared: Record<string, any> | undefined;
