/**
 * Checks what was filled in. The findings are the same, in the same words, as those of `waymark check` for the file.
 * The words are data from Python: see generator/waymark_guide/contribute/form_rules.py. This script needs no page.
 *
 * @typedef {object} FormNames  What a case can refer to: see generator/waymark_guide/contribute/form_names.py.
 * @property {Record<string, Record<string, string>>} known  by kind, the words of each id
 * @property {Record<string, Record<string, string>>} now  by kind, the present id for each former one
 * @property {Record<string, Record<string, string>>} defined  by vocabulary, the definitions of its terms
 * @property {Record<string, Record<string, string>>} questions  by question, the words of its answers
 * @property {Record<string, string>} questions_now  the present id for each former id of a question
 * @property {{of: string, questions: FormQuestion[]}[]} asked  the questions in groups
 * @property {Record<string, string>} kinds  of the shared sources
 * @property {Record<string, string[]>} users  by theme, a few cases with it
 *
 * @typedef {{id: string, text: string, several: boolean, options: string[]}} FormQuestion
 *
 * @typedef {object} FormRules  The rules with their limits and patterns.
 * @property {Record<string, {title: string, severity: string, fix: string}>} rules
 * @property {Record<string, [string, boolean]>} codes  for each rule, its name and whether it can be allowed
 * @property {string[]} not_here  the rules that need the whole folder of cases
 * @property {Record<string, string>} homes  where each kind of thing is declared
 * @property {Record<string, string>} words  the name of each kind of thing
 * @property {number} few  the most ids that a finding lists
 * @property {string[]} advice  the beginnings of kinds of faults
 * @property {Record<string, string>} singular  the name of an entry of each list
 * @property {number} most_repeated  how many characters of a value a finding repeats
 * @property {SuggestLimits} near
 * @property {Record<string, string>} patterns
 * @property {Record<string, string>} pages  the kind of thing that is in each folder of pages
 * @property {string[]} schemes
 * @property {number} most_shown
 * @property {Record<string, string>} entities
 * @property {Record<string, string>} unseen  invisible characters, in words
 * @property {Record<string, string>} personal  patterns of what may be a personal contact, by what it is
 * @property {{least: number, most: number}} digits  of a telephone number
 * @property {Record<string, string[]>} reserved  ids that cannot be used, by the reason
 * @property {Record<string, string[]>} codes_by_scope
 * @property {number} most_decimals
 * @property {number} confirmed_for
 * @property {{measured: number, compared: number, strong: string[]}} evidence
 * @property {number} least_users
 *
 * @typedef {object} FormFinding
 * @property {string} code
 * @property {string} severity
 * @property {FieldPath} path
 * @property {FieldPath} at  the field to correct
 * @property {string} message
 * @property {string} fix
 * @property {string} suggestion
 *
 * @typedef {object} CheckMembers
 * @property {FormNames} names
 * @property {string} letter  of the rules
 * @property {any} record  the case as decoded; what could not be read is undefined
 * @property {Set<string>} damagedFields  the top-level fields of which a part could not be read
 * @property {string} today
 * @property {(path: FieldPath) => string} nameThing
 * @property {(kind: string) => Record<string, string>} listIds  returns what a reference of a kind can be
 * @property {(number: string, path: FieldPath, message: string, more?: Partial<NumberedFinding>) => void} report
 *
 * @typedef {CheckedFile & CheckMembers} CheckSubject  A case with everything that the checks need.
 */
const ContributeCheckCase = (() => {
  "use strict";

  const { isMap, getOwn, setAt, enumerate } = ContributeValues;
  const { makeFinding, nameThing } = ContributeValidationFindings;

  const everywhere = ContributeChecksEverywhere;
  const cases = ContributeChecksCases;
  const CHECKS = [
    everywhere.checkReferences,
    everywhere.checkProse,
    everywhere.checkReservedId,
    everywhere.checkPersonalData,
    cases.checkFacts,
    everywhere.checkRecommended,
    everywhere.checkEnding,
    cases.checkCitedSources,
    cases.checkRelations,
    cases.checkDates,
    cases.checkPlaces,
    cases.checkEvidence,
    everywhere.checkUpkeep,
    cases.checkThemes,
    cases.checkSummary,
  ];
  /** A text that nobody types. */
  const MARK = "zz-this-line-zz";

  /**
   * Return the number of the line of the written file that holds a value.
   *
   * @param {CheckedFile} file
   * @param {FieldPath} path
   */
  function findLine({ shape, data }, path) {
    const marked = structuredClone(data);
    setAt(marked, path, MARK);
    const lines = ContributeYamlWriter.writeYaml(shape, marked).split("\n");
    return lines.findIndex((line) => line.includes(MARK)) + 1;
  }

  /**
   * Find each entry of a list whose id an earlier entry has.
   *
   * @param {CheckedFile} file
   * @param {FormValue} [value]
   * @param {FieldPath} [path]
   * @returns {Generator<NumberedFinding>}
   */
  function* findDuplicateIds(file, value = file.data, path = []) {
    if (isMap(value))
      for (const [name, inner] of Object.entries(value)) yield* findDuplicateIds(file, inner, [...path, name]);
    if (!Array.isArray(value)) return;
    const first = new Map();
    for (const [index, inner] of value.entries()) {
      const id = isMap(inner) && typeof inner.id === "string" ? inner.id : undefined;
      if (first.has(id)) {
        const line = findLine(file, [...path, first.get(id), "id"]);
        const message = file.t("twice.message", { id, line });
        yield { number: "107", path: [...path, index, "id"], message, fix: file.t("twice.fix") };
      } else if (id !== undefined) first.set(id, index);
      yield* findDuplicateIds(file, inner, [...path, index]);
    }
  }

  /**
   * Remove the findings about a missing field whose name is there, but misspelt.
   *
   * @param {NumberedFinding[]} findings
   */
  function removeMisspelt(findings) {
    const misspelt = findings
      .filter(({ number, suggestion }) => number === "103" && suggestion)
      .map(({ path, suggestion }) => JSON.stringify([...path.slice(0, -1), suggestion]));
    return findings.filter(({ number, path }) => number !== "104" || !misspelt.includes(JSON.stringify(path)));
  }

  /**
   * Make what the checks look at.
   *
   * @param {CheckedFile} file
   * @param {FormNames} names
   * @param {any} record
   * @param {NumberedFinding[]} readFindings  the findings about what could not be read
   * @param {string} today
   * @returns {CheckSubject & {reported: NumberedFinding[]}} `reported` has the findings that the checks report
   */
  function makeSubject(file, names, record, readFindings, today) {
    /** @type {NumberedFinding[]} */
    const reported = [];
    const { known: labels } = names;
    const sources = enumerate(record.sources).filter(([entry]) => isMap(entry) && entry.id);
    const declared = Object.fromEntries(sources.map(([{ id, title = "" }]) => [id, title]));
    const own = record.id === undefined ? {} : { [record.id]: record.title || "" };
    /** @type {Record<string, Record<string, string>>} */
    const ids = {
      ...labels,
      shared: labels.source,
      source: { ...labels.source, ...declared },
      "case-study": { ...labels["case-study"], ...own },
    };
    return {
      ...file,
      names,
      letter: Object.keys(file.rules.rules)[0].charAt(0),
      record,
      damagedFields: new Set(
        readFindings.flatMap(({ path, suggestion = "" }) => (path.length ? [String(path[0]), suggestion] : [])),
      ),
      today,
      nameThing: (path) => nameThing(file, path),
      listIds: (kind) => ids[kind] || {},
      report: (number, path, message, more) => void reported.push({ number, path, message, ...more }),
      reported,
    };
  }

  /**
   * Check a case.
   *
   * @param {FormValue} data  what was filled in, without what is blank
   * @param {FormPageData} pageData
   * @param {{today: string, all?: boolean}} options  `all` means to check everything that can be read, although
   *   something that is required is missing; `waymark check` waits for that
   * @returns {FormFinding[]}
   */
  function checkCase(data, { shape, names, rules, says }, { today, all = false }) {
    const file = { shape, data, rules, t: ContributeText.makeFill(says) };
    const { record, rest, faults } = ContributeDecode.decode(shape, data);
    const readFindings = [
      ...findDuplicateIds(file),
      ...removeMisspelt(faults.map((fault) => makeFinding(file, fault))),
    ];
    const subject = makeSubject(file, names, record || rest, readFindings, today);
    const complete = (/** @type {NumberedFinding[]} */ findings) =>
      findings.map((finding) => completeFinding(subject, finding));
    if (!record && !all) return complete(readFindings);
    for (const check of CHECKS) check(subject);
    const unreadable = readFindings.map(({ path }) => JSON.stringify(path));
    const findings = subject.reported.filter(({ path }) => !unreadable.includes(JSON.stringify(path)));
    return complete([...readFindings, ...applyAllowances(subject, findings)]);
  }

  /**
   * Remove the findings that an `allow` of the case silences, and add one for each `allow` that silences nothing.
   *
   * @param {CheckSubject} subject
   * @param {NumberedFinding[]} findings
   */
  function applyAllowances({ record, rules, letter, t }, findings) {
    const silenced = new Set();
    /** @type {NumberedFinding[]} */
    const unused = [];
    for (const [{ rule }, index] of enumerate(record.allow)) {
      if (rules.not_here.includes(rule)) continue;
      const [name, canBeAllowed] = getOwn(rules.codes, rule) || [];
      const matches = findings.filter(({ number }) => letter + number === rule);
      if (canBeAllowed && matches.length) {
        for (const finding of matches) silenced.add(finding);
        continue;
      }
      const kind = name === undefined ? "no_rule" : canBeAllowed ? "nothing" : "never";
      unused.push({ number: "709", path: ["allow", index, "rule"], message: t(`709.${kind}`, { rule, name }) });
    }
    return [...findings.filter((finding) => !silenced.has(finding)), ...unused];
  }

  /**
   * Add to a finding what its rule says.
   *
   * @param {CheckSubject} subject
   * @param {NumberedFinding} finding
   * @returns {FormFinding}
   */
  function completeFinding({ rules, letter }, { number, path, message, fix, suggestion = "", severity, at = path }) {
    const code = letter + number;
    const rule = rules.rules[code];
    return { code, severity: severity || rule.severity, path, at, message, fix: fix ?? rule.fix, suggestion };
  }

  return { checkCase };
})();
