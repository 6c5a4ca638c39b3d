// Which model, and how it is set: the form, and what it comes to.
// @ts-check
import { byId, h, replace } from '../../ui/dom/dom.js';
import { readable } from '../../ui/text/format.js';

/** @typedef {{ kind: string, n_hidden: number, activation: string, kernel: string, gamma: number, chosen: boolean, alpha: number, seed: number, sweep: string }} Settings */
/** @typedef {'n_hidden' | 'alpha' | 'gamma'} Knob */

export const KINDS = {
  ELM: 'ELMClassifier',
  Kernel: 'KernelELMClassifier',
  Deep: 'DeepELMClassifier',
  Online: 'OnlineELMClassifier',
};
const ABOUT = /** @type {Record<string, string>} */ ({
  ELM: 'One layer of random units, never trained; their weights to the classes are solved for at once.',
  Kernel: 'A hidden layer of infinitely many units: only how alike two points are counts.',
  Deep: 'Two layers learnt without labels, by autoencoders, below the random one.',
  Online: 'Learns each new point when it comes, without looking at the old ones again.',
});

/** The values of a knob, from few to many. */
export const STEPS = /** @type {Record<Knob, number[]>} */ ({
  n_hidden: [2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300, 500],
  alpha: Array.from({ length: 23 }, (_, i) => 10 ** (i / 2 - 8)),
  gamma: Array.from({ length: 17 }, (_, i) => 2 ** (i - 6)),
});
export const NAMES = { n_hidden: 'Hidden units', alpha: 'Ridge α', gamma: 'Kernel γ' };
export const KERNELS = ['rbf', 'laplacian', 'polynomial', 'linear', 'arc_cosine', 'arc_cosine_0'];
export const ACTIVATIONS = ['tanh', 'relu', 'sigmoid', 'sine'];

/** @type {Settings} */
export const START = {
  kind: 'ELM',
  n_hidden: 50,
  activation: 'tanh',
  kernel: 'rbf',
  gamma: 4,
  chosen: true,
  alpha: 0.01,
  seed: 1,
  sweep: 'n_hidden',
};

/** @param {Settings} settings @returns {{ class: string, params: Record<string, unknown> }} */
export function modelOf({ kind, n_hidden, activation, kernel, gamma, chosen, alpha, seed }) {
  const ridge = chosen && kind !== 'Online' ? 'loo' : alpha;
  const common = { alpha: ridge, random_state: seed };
  const wide = { n_hidden, activation, weight_scale: 2, bias_scale: 1, ...common };
  const params = /** @type {Record<string, Record<string, unknown>>} */ ({
    ELM: wide,
    Kernel: { kernel, gamma: usesGamma(kernel) ? gamma : null, ...common },
    Deep: { layers: [20, 20], ...wide },
    Online: { warm_up: 2, ...wide },
  })[kind];
  return { class: KINDS[/** @type {keyof typeof KINDS} */ (kind)], params };
}

/** @param {string} kernel */
const usesGamma = (kernel) => ['rbf', 'laplacian', 'polynomial'].includes(kernel);

/** The knobs that a model has. @param {Settings} settings @returns {Knob[]} */
export const knobsOf = ({ kind, kernel }) =>
  kind === 'Kernel' ? (usesGamma(kernel) ? ['alpha', 'gamma'] : ['alpha']) : ['n_hidden', 'alpha'];

/** Whether a value of a file is a setting of this page. @param {any} value @returns {value is Settings} */
export const isSettings = (value) =>
  typeof value?.kind === 'string' &&
  Object.hasOwn(KINDS, value.kind) &&
  STEPS.n_hidden.includes(value.n_hidden) &&
  ACTIVATIONS.includes(value.activation) &&
  KERNELS.includes(value.kernel) &&
  [value.gamma, value.alpha].every((number) => Number.isFinite(number) && number >= 0) &&
  typeof value.chosen === 'boolean' &&
  Number.isSafeInteger(value.seed) &&
  value.seed >= 0 &&
  value.seed < 2 ** 32 &&
  ['n_hidden', 'alpha', 'gamma'].includes(value.sweep);

/** @param {(settings: Settings) => void} onChange */
export function settingsForm(onChange) {
  let now = START;
  const place = byId('settings');
  /** @param {Partial<Settings>} change */
  function change(change) {
    const kept = document.activeElement?.id;
    now = { ...now, ...change };
    if (!knobsOf(now).some((knob) => knob === now.sweep)) now = { ...now, sweep: knobsOf(now)[0] };
    show();
    if (kept) document.getElementById(kept)?.focus();
    onChange(now);
  }
  /** @param {keyof Settings} name @param {string} label @param {string[]} values */
  const choice = (name, label, values) =>
    h(
      'label',
      { class: 'field' },
      label,
      h(
        'select',
        {
          id: `set-${name}`,
          onchange: (/** @type {any} */ { target }) => change({ [name]: target.value }),
        },
        values.map((value) => h('option', { value, selected: value === now[name] }, value)),
      ),
    );
  /** @param {Knob} knob */
  const slider = (knob) => {
    const steps = STEPS[knob];
    const at = steps.reduce(
      (best, value, i) =>
        Math.abs(Math.log(value / now[knob])) < Math.abs(Math.log(steps[best] / now[knob]))
          ? i
          : best,
      0,
    );
    const output = h('output', {}, readable(now[knob]));
    const input = h('input', {
      type: 'range',
      id: `set-${knob}`,
      min: 0,
      max: steps.length - 1,
      value: String(at),
      'aria-valuetext': readable(now[knob]),
      disabled: knob === 'alpha' && now.chosen && now.kind !== 'Online',
      oninput: () => {
        now = { ...now, [knob]: steps[Number(input.value)] };
        output.textContent = readable(now[knob]);
        input.setAttribute('aria-valuetext', readable(now[knob]));
        onChange(now);
      },
    });
    return h('label', { class: 'field slider' }, h('span', {}, NAMES[knob], ' ', output), input);
  };
  function show() {
    const online = now.kind === 'Online';
    replace(
      place,
      h(
        'div',
        { class: 'chips', role: 'group', 'aria-label': 'Model' },
        Object.keys(KINDS).map((kind) =>
          h(
            'button',
            {
              type: 'button',
              id: `kind-${kind}`,
              class: 'quiet small choice',
              'aria-pressed': String(kind === now.kind),
              onclick: () => change({ kind }),
            },
            kind,
          ),
        ),
      ),
      h('p', { class: 'help about' }, ABOUT[now.kind]),
      now.kind === 'Kernel'
        ? [choice('kernel', 'Kernel', KERNELS), usesGamma(now.kernel) ? slider('gamma') : null]
        : [slider('n_hidden'), choice('activation', 'Activation', ACTIVATIONS)],
      slider('alpha'),
      !online &&
        h(
          'label',
          { class: 'check' },
          h('input', {
            type: 'checkbox',
            id: 'set-chosen',
            checked: now.chosen,
            onchange: (/** @type {any} */ { target }) => change({ chosen: target.checked }),
          }),
          ' α by leave-one-out',
        ),
      now.kind !== 'Kernel' &&
        h(
          'button',
          {
            type: 'button',
            id: 'set-seed',
            class: 'quiet small',
            onclick: () => change({ seed: now.seed + 1 }),
          },
          'Other random units',
        ),
    );
  }
  show();
  return {
    get now() {
      return now;
    },
    change,
  };
}
