// The rules for the site's scripts: classic scripts for the browser, which Node loads for tests too.
import js from "@eslint/js";
import globals from "globals";

const shared = {
  eqeqeq: "error",
  "no-var": "error",
  "prefer-const": "error",
  "no-shadow": "error",
  // Classic scripts share their top-level constants: TypeScript knows all of them, and says where one is missing.
  "no-undef": "off",
  "no-unused-vars": ["error", { args: "after-used", vars: "local" }],
  "max-lines": ["error", 300],
  "max-lines-per-function": ["error", { max: 80, IIFEs: false }],
  "max-len": ["error", { code: 120, ignoreUrls: true }],
};

export default [
  { ignores: ["**/vendor/**", "**/node_modules/**"] },
  js.configs.recommended,
  {
    files: ["**/*.js"],
    ignores: [".lock/**"],
    languageOptions: { ecmaVersion: 2022, sourceType: "script", globals: { ...globals.browser, module: "readonly" } },
    rules: shared,
  },
  {
    files: ["**/*.cjs"],
    languageOptions: { ecmaVersion: 2022, sourceType: "commonjs", globals: globals.node },
    rules: shared,
  },
];
