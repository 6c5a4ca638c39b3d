// The bricks that chains are made of: what they take, what they give, what can be set.
// @ts-check

/** @typedef {'table' | 'texts' | 'pictures' | 'numbers'} Flow what goes from brick to brick */
/** @typedef {'encoder' | 'combiner' | 'classifier' | 'refiner'} Role */
/** @typedef {{ name: string, label: string, values: (string | number)[], start: string | number }} Setting */
/** @typedef {{ class: string, name: string, role: Role, takes: Flow[], about: string, settings: Setting[], seeded?: boolean }} Kind */
/** @typedef {{ kind: string, set: Record<string, string | number> }} Brick */
/** @typedef {{ class: string, params: Record<string, unknown> }} Spec */

const ACTIVATIONS = ['tanh', 'relu', 'sigmoid', 'sine'];

/** @param {number[]} values @param {number} start @param {string} [label] @returns {Setting} */
const units = (values, start, label = 'Hidden units') => ({
  name: 'n_hidden',
  label,
  values,
  start,
});
/** @param {string} start @returns {Setting} */
const activation = (start) => ({
  name: 'activation',
  label: 'Activation',
  values: ACTIVATIONS,
  start,
});

/** @type {Record<string, Kind>} */
export const KINDS = {
  table: {
    class: 'TableEncoder',
    name: 'Table encoder',
    role: 'encoder',
    takes: ['table'],
    about: 'Columns of a table to numbers: categories to places, gaps filled, dates to days.',
    settings: [
      { name: 'max_categories', label: 'Categories at most', values: [5, 20, 50], start: 50 },
    ],
  },
  texts: {
    class: 'TextVectorizer',
    name: 'Words',
    role: 'encoder',
    takes: ['texts'],
    about: 'Texts to counts of words and of parts of words.',
    settings: [{ name: 'min_df', label: 'Seen in texts at least', values: [1, 2, 3], start: 1 }],
  },
  pictures: {
    class: 'ImageVectorizer',
    name: 'Pixels',
    role: 'encoder',
    takes: ['pictures'],
    about: 'Pictures to rows of pixels, made smaller or larger.',
    settings: [
      { name: 'size', label: 'Size', values: [4, 6, 8, 12], start: 8 },
      { name: 'centre', label: 'Centred', values: ['no', 'yes'], start: 'no' },
    ],
  },
  autoencoder: {
    class: 'ELMAutoencoder',
    name: 'Autoencoder',
    role: 'encoder',
    takes: ['numbers'],
    about: 'Learns, without labels, columns that the input can be told from.',
    settings: [units([2, 4, 8, 16, 32, 64, 128], 32), activation('tanh')],
    seeded: true,
  },
  clusters: {
    class: 'ELMClusterer',
    name: 'Clusters',
    role: 'encoder',
    takes: ['numbers'],
    about: 'Finds groups without labels, and gives where a row lies among them.',
    settings: [{ name: 'n_clusters', label: 'Clusters', values: [2, 3, 5, 8, 12, 20], start: 8 }],
    seeded: true,
  },
  combine: {
    class: 'Combine',
    name: 'Side by side',
    role: 'combiner',
    takes: ['numbers'],
    about: 'Two encoders see the same rows; their columns are joined.',
    settings: [
      { name: 'first', label: 'One', values: ['Autoencoder', 'Clusters'], start: 'Autoencoder' },
      { name: 'first_size', label: 'of', values: [4, 8, 16, 32, 64], start: 32 },
      { name: 'second', label: 'Other', values: ['Autoencoder', 'Clusters'], start: 'Clusters' },
      { name: 'second_size', label: 'of', values: [4, 8, 16, 32, 64], start: 8 },
    ],
    seeded: true,
  },
  elm: {
    class: 'ELMClassifier',
    name: 'ELM',
    role: 'classifier',
    takes: ['numbers'],
    about: 'A random hidden layer; its output weights are solved for.',
    settings: [units([16, 32, 64, 128, 256, 512], 256), activation('relu')],
    seeded: true,
  },
  kernel: {
    class: 'KernelELMClassifier',
    name: 'Kernel ELM',
    role: 'classifier',
    takes: ['numbers'],
    about: 'Infinitely many hidden units: how alike two rows are.',
    settings: [
      {
        name: 'kernel',
        label: 'Kernel',
        values: ['rbf', 'laplacian', 'linear', 'arc_cosine'],
        start: 'rbf',
      },
    ],
    seeded: true,
  },
  deep: {
    class: 'DeepELMClassifier',
    name: 'Deep ELM',
    role: 'classifier',
    takes: ['numbers'],
    about: 'Autoencoders below a wide hidden layer, in one model.',
    settings: [units([64, 256, 512, 1000], 512)],
    seeded: true,
  },
  conv: {
    class: 'ConvELMClassifier',
    name: 'Conv ELM',
    role: 'classifier',
    takes: ['pictures'],
    about: 'Learns filters from patches of the pictures, without labels, then an ELM.',
    settings: [],
    seeded: true,
  },
  stack: {
    class: 'StackingELMClassifier',
    name: 'Stack',
    role: 'refiner',
    takes: [],
    about: 'Learns how to join or correct what the classifiers before it say of rows left out.',
    settings: [],
    seeded: true,
  },
  vote: {
    class: 'VotingELMClassifier',
    name: 'Vote',
    role: 'refiner',
    takes: [],
    about: 'The average of the probabilities of the classifiers before it.',
    settings: [],
    seeded: true,
  },
  promise: {
    class: 'ConformalClassifier',
    name: 'Promise',
    role: 'refiner',
    takes: [],
    about:
      'For programs: sets of labels that hold the truth as often as promised. The score here stays that of its classifier.',
    settings: [{ name: 'cv', label: 'Folds', values: [3, 5, 10], start: 5 }],
    seeded: true,
  },
};

export const ROLES = /** @type {Record<Role, string>} */ ({
  encoder: 'Encoders: data to numbers',
  combiner: 'Combiner: two encoders at once',
  classifier: 'Classifiers: tell classes apart',
  refiner: 'Refiners: better what those say',
});

/** @param {string} kind @param {Record<string, string | number>} [set] @returns {Brick} */
export const brick = (kind, set = {}) => ({
  kind,
  set: {
    ...Object.fromEntries(KINDS[kind].settings.map(({ name, start }) => [name, start])),
    ...set,
  },
});

/** Whether a value of a file is a brick of this page. @param {any} value @returns {value is Brick} */
export function isBrick(value) {
  if (typeof value?.kind !== 'string' || !Object.hasOwn(KINDS, value.kind)) return false;
  const { settings } = KINDS[value.kind];
  return (
    typeof value.set === 'object' &&
    value.set !== null &&
    settings.every(({ name, values }) => values.includes(value.set[name]))
  );
}

/** A brick by itself as the model that it stands for. @param {Brick} brick @returns {Spec} */
export function specOf({ kind, set }) {
  const { class: name, seeded } = KINDS[kind];
  const random = seeded ? { random_state: 0 } : {};
  if (kind === 'combine') {
    const encoders = [part(set.first, set.first_size, 0), part(set.second, set.second_size, 1)];
    return { class: name, params: { encoders } };
  }
  if (kind === 'pictures') {
    const { size, centre } = set;
    return { class: name, params: { height: size, width: size, centre: centre === 'yes' } };
  }
  return { class: name, params: { ...set, ...random } };
}

/** @param {string | number} what @param {string | number} size @param {number} seed @returns {Spec} */
const part = (what, size, seed) =>
  what === 'Clusters'
    ? { class: 'ELMClusterer', params: { n_clusters: size, random_state: seed } }
    : { class: 'ELMAutoencoder', params: { n_hidden: size, random_state: seed } };
