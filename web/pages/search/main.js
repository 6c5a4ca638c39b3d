// The search page: documents to the library, questions to results, opened results to the order.
// @ts-check

import { ElmError } from '../../client/errors.js';
import { isCancelled } from '../../ui/async/cancelled.js';
import { latestOnly } from '../../ui/async/latest-only.js';
import { byId, h, replace } from '../../ui/dom/dom.js';
import { showError, showNote } from '../../ui/feedback/notice.js';
import { progressBar } from '../../ui/feedback/progress-bar.js';
import { toast } from '../../ui/feedback/toast.js';
import { guardDrops } from '../../ui/files/dropzone.js';
import { startShell } from '../../ui/frame/shell.js';
import { keepBar } from '../../ui/keep/keep-bar.js';
import { originOf } from '../../ui/keep/origin.js';
import { loadModel } from '../../ui/models/costly-model.js';
import { apart } from '../../ui/text/bidi.js';
import { count } from '../../ui/text/format.js';
import { compareRankings } from './compare-rankings.js';
import { enqueue, run } from './document-queue.js';
import { bindFiles } from './files.js';
import { filters, showFilters } from './filters.js';
import { CANDIDATES, Library } from './library.js';
import { bindMeasuring, learnFrom } from './measure.js';
import { byFile, inPlaceOfEarlier, placed } from './names.js';
import { corrected, inQuotes, queryInterpretation } from './query-interpretation.js';
import { addResults, bindKeys, clearResults, goToResult } from './results.js';
import { NOTES_OF_SAMPLE, QUESTIONS, TRY } from './sample.js';

/** @import { QueryWord } from '../../client/index.js' */
/** @import { Doc } from './documents.js' */
/** @import { Found } from './library.js' */
/** @import { Named, NewFile } from './names.js' */

const PAGE = 10;
const field = byId('query', HTMLInputElement);
const message = byId('find-message');

/** @type {Library | undefined} */
let library;
/** What was there before, for undo. @type {Library | undefined} */
let retired;
/** The document whose likes are shown. @type {string | undefined} */
let likeId;
/** @type {Found[]} */
let found = [];
/** The query whose results are shown, which a click belongs to. */
let asked = '';
/** The query whose words are meant as they are written. @type {string | undefined} */
let verbatim;
/** Whether the sample was there before the documents changed. */
let hadSample = true;
/** What the sample was asked last: it is asked that again when it comes back. */
let question = '';
/** The ids of the results that are in the list: the others come by "Show more". */
const listed = new Set();

guardDrops();
const starting = startShell();
const work = progressBar(byId('adding'));
const teaching = progressBar(byId('teaching'));
const files = bindFiles({ onFiles: addFiles, onReplace: replaceFiles, onRemove: removeFile });
const ask = latestOnly(
  async (signal) => {
    const query = field.value;
    if (!library) return () => {};
    try {
      const start = performance.now();
      const where = filters();
      const answer = likeId
        ? { words: [], found: await library.like(likeId, { where, signal }) }
        : query.trim()
          ? await library.search(query, { where, correct: query !== verbatim, signal })
          : { words: [], found: all(where) };
      const took = performance.now() - start;
      return () => show(answer, query, took);
    } catch (error) {
      return () => showError(message, error, { retry: () => ask() });
    }
  },
  { wait: 20 },
);
bindKeys();
const first = start();
bindMeasuring(starting, first);

async function start() {
  try {
    const sample = await Library.of(await starting, NOTES_OF_SAMPLE);
    await sample.search(field.value); // the first search makes the index
    if (library) return sample.dispose(); // one was opened meanwhile
    library = sample;
    await documentsChanged();
  } catch (error) {
    showError(message, error);
  }
}

/** @param {{ words: QueryWord[], found: Found[] }} answer @param {string} query @param {number} took */
function show({ words, found: hits }, query, took) {
  if (!library) return;
  showNote(message);
  const shown = query === asked ? Math.max(PAGE, listed.size) : PAGE;
  [found, asked] = [hits, query];
  listed.clear();
  const n = library.docs.size;
  const liked = likeId && library.docs.get(likeId)?.title;
  const plain = !likeId && !query.trim();
  const many = found.length < CANDIDATES ? found.length : `The best ${CANDIDATES}`;
  const text = plain
    ? count(n, 'document')
    : `${many} of ${count(n, 'document')} in ${Math.max(1, Math.round(took))} ms`;
  const near = !found.some(({ marks }) => marks.title.length || marks.text.length);
  const more = plain ? '' : queryInterpretation(words, near);
  const written = corrected(words).map(({ word }) => word);
  replace(
    byId('found'),
    liked
      ? [
          apart`Like “${liked}”: ${text}. `,
          h(
            'button',
            { type: 'button', class: 'quiet small', onclick: () => like(undefined) },
            'Back',
          ),
        ]
      : [
          found.length || !n
            ? text + (more && `. ${more}`)
            : 'Nothing has these words. Try others, or fewer filters.',
          written.length > 0 && asWritten(query, written),
        ],
  );
  clearResults();
  showHits(shown);
  showOrder();
}

/** Searches for the words as they are written. @param {string} query @param {string[]} words */
const asWritten = (query, words) =>
  h(
    'button',
    {
      type: 'button',
      class: 'quiet small',
      onclick() {
        verbatim = query;
        ask();
        field.focus(); // the button is gone
      },
    },
    `Search ${inQuotes(words, 'and')}`,
  );

/** Shows so many results more, after those that are there. @param {number} many */
function showHits(many) {
  if (!library) return;
  const next = found.filter(({ id }) => !listed.has(id)).slice(0, many);
  for (const { id } of next) listed.add(id);
  addResults({
    found: next,
    docs: library.docs,
    onOpen: opened,
    onLike: like,
  });
  byId('more').hidden = found.length <= listed.size;
}

function showOrder() {
  if (!library) return;
  const sample = QUESTIONS.every(({ relevant }) => relevant.every((id) => library?.docs.has(id)));
  const ranked = likeId || !asked.trim() ? [] : found;
  compareRankings({ found: ranked, docs: library.docs, clicked: library.clicked, sample });
}

/** @param {string} id */
async function opened(id) {
  if (!library || likeId || !asked.trim()) return;
  try {
    const query = asked;
    const order = found.map((hit) => hit.id);
    if (!(await enqueue(async () => library?.learn(query, id, order, query !== verbatim)))) return;
    if (likeId || asked !== query) return;
    ({ found } = await library.search(asked, { where: filters(), correct: asked !== verbatim }));
    showOrder(); // what is read stays where it is; the next search has the new order
  } catch (error) {
    showError(byId('order-message'), error);
  }
}

/** @param {string | undefined} id */
function like(id) {
  likeId = id;
  ask();
  field.focus();
}

/** @param {Record<string, string>} where @returns {Found[]} */
function all(where) {
  const fits = (/** @type {Doc} */ { metadata }) =>
    Object.entries(where).every(([name, value]) => metadata[name] === value);
  const docs = [...(library?.docs.values() ?? [])].filter(fits);
  return docs.map(({ id }, before) => ({ id, before, marks: { title: [], text: [] } }));
}

// -- documents

async function documentsChanged() {
  likeId = undefined;
  const hasSample = sampleFiles().length > 0;
  for (const id of ['try', 'teach-sample']) byId(id).hidden = !hasSample; // questions to the sample
  if (hadSample && !hasSample && TRY.includes(field.value)) {
    question = field.value;
    field.value = '';
  }
  if (!hadSample && hasSample && !field.value) field.value = question;
  hadSample = hasSample;
  files.show([...(library?.docs.values() ?? [])]);
  showFilters(library?.facets() ?? [], () => ask());
  await ask();
}

/** @param {NewFile[]} added @returns what became of them */
async function addFiles(added) {
  await first;
  const gone = sampleFiles();
  const result = placed(gone.length ? [] : (library?.docs.values() ?? []), added);
  const docs = result.files.flatMap((file) => file.docs);
  const names = result.files.map(({ name }) => name);
  const text = apart`Added ${count(docs.length, 'document')} of ${names.join(', ').slice(0, 80)}`;
  if (!docs.length) return result;
  await exchange(gone, docs, gone.length ? `${text}, in place of the sample notes` : text);
  return result;
}

/** The files of the sample, where they are all there is: they make room for one's own. */
function sampleFiles() {
  const docs = [...(library?.docs.values() ?? [])];
  const known = new Set(NOTES_OF_SAMPLE.map(({ id }) => id));
  return docs.every(({ id }) => known.has(id)) ? [...byFile(docs).keys()] : [];
}

/** @param {Named[]} numbered newer files, which are to take the place of those of their names */
function replaceFiles(numbered) {
  return run(async () => {
    const newer = inPlaceOfEarlier([...(library?.docs.values() ?? [])], numbered);
    const text = apart`Replaced ${newer.names.join(', ').slice(0, 80)}`;
    if (newer.docs.length) await exchange(newer.gone, newer.docs, text);
  });
}

/** @param {string} file */
function removeFile(file) {
  run(() => exchange([file], [], apart`Removed ${file}`));
}

/** @param {string[]} names of files whose documents go @param {Doc[]} docs @param {string} text */
async function exchange(names, docs, text) {
  const elm = await starting;
  await first;
  library ??= await Library.of(elm, []);
  const mine = library;
  const next = await work((signal, onProgress) =>
    mine.with(elm, names, docs, { signal, onProgress }),
  );
  await takePlace(next, text);
}

/** @param {File} file */
async function open(file) {
  const elm = await starting;
  const model = await loadModel(elm, await file.text());
  if (!model.is('SearchIndex')) {
    const { className } = model;
    await model.dispose();
    throw new ElmError('unsupported', `This file holds a ${className}, not a search index.`);
  }
  await takePlace(await Library.open(model), apart`Opened ${file.name}`);
}

/** @param {Library} next @param {string} text */
async function takePlace(next, text) {
  retired?.dispose();
  retired = library;
  library = next;
  await documentsChanged();
  toast(text, {
    undo: () =>
      run(async () => {
        if (library === next) [library, retired] = [retired, library];
        await documentsChanged();
      }),
  });
}

// -- buttons

field.addEventListener('input', () => {
  likeId = undefined;
  ask();
});
byId('more').addEventListener('click', () => {
  const first = listed.size;
  showHits(PAGE);
  goToResult(first); // the button may be gone
});
replace(
  byId('try'),
  TRY.map((query) =>
    h(
      'button',
      {
        type: 'button',
        class: 'quiet small',
        onclick: () => {
          field.value = query;
          likeId = undefined;
          ask();
        },
      },
      query,
    ),
  ),
);
byId('forget').addEventListener('click', () =>
  run(async () => {
    if (!library) return;
    await takePlace(
      await Library.of(await starting, [...library.docs.values()]),
      'Forgot what was learnt from clicks',
    );
  }),
);
byId('teach-sample').addEventListener('click', async () => {
  try {
    showNote(byId('order-message'));
    await enqueue(async () => {
      const mine = library;
      if (!mine) return;
      await teaching(async (signal, onProgress) => {
        for (const [i, question] of QUESTIONS.entries()) {
          const { found } = await mine.search(question.query, { signal });
          await learnFrom(mine, question, found);
          onProgress((i + 1) / QUESTIONS.length);
        }
      });
    });
  } catch (error) {
    if (!isCancelled(error)) showError(byId('order-message'), error);
  }
  await ask();
});
keepBar({
  place: byId('keep'),
  name: 'Search',
  save: async (how) => {
    if (!library) throw new Error('There is nothing yet: wait until Python has loaded.');
    const clicks = [...library.clicks].map(([query, ids]) => [query, ...ids]);
    const json = await library.index.save({ metadata: { ...originOf('Search'), clicks }, ...how });
    const about = count(library.docs.size, 'document');
    return { json, summary: library.index.summary, about };
  },
  open: async (file) => {
    await run(() => open(file), { rethrow: true });
  },
  state: () =>
    library && !library.isFresh(NOTES_OF_SAMPLE) ? `${library.index.id} ${library.clicked}` : '',
  accept: '.json,application/json',
  label: 'Open a saved search index (.json)',
  hint: 'made here or in Python',
  more: [
    {
      label: 'Start over',
      onclick: () =>
        run(async () => {
          if (library?.isFresh(NOTES_OF_SAMPLE)) return; // it was asked for twice
          await takePlace(
            await Library.of(await starting, NOTES_OF_SAMPLE),
            'Back to the sample notes',
          );
        }),
    },
  ],
});
