// <elm-topics label="…"><p data-topic="sport">the team won</p>…</elm-topics>: a text field that tells
// the topic of what is typed, as learnt from the sentences in it. Dispatches 'topic'.
import { toolkit } from './toolkit.js';

class ElmTopics extends HTMLElement {
  #leaving = new AbortController();

  connectedCallback() {
    this.#leaving = new AbortController();
    this.#show().catch((error) => {
      if (error.code !== 'cancelled') this.#output.textContent = `Failed: ${error.message}`;
    });
  }

  disconnectedCallback() {
    this.#leaving.abort(); // what is asked for ends, and the model with it; the toolkit stays
  }

  get #output() {
    return this.shadowRoot.querySelector('output');
  }

  async #show() {
    const { signal } = this.#leaving;
    const sentences = [...this.querySelectorAll('[data-topic]')];
    const field = document.createElement('input');
    const label = document.createElement('label');
    label.append(`${this.getAttribute('label') ?? 'Text'} `, field);
    const output = document.createElement('output');
    output.textContent = '…';
    (this.shadowRoot ?? this.attachShadow({ mode: 'open' })).replaceChildren(label, ' ', output);

    const elm = await toolkit();
    const model = await elm.create('TextClassifier', { vectors: null });
    signal.addEventListener('abort', () => model.dispose());
    if (signal.aborted) return model.dispose();
    await model.fit(
      sentences.map(({ textContent }) => textContent),
      sentences.map(({ dataset }) => dataset.topic),
      { signal },
    );
    const tell = async () => {
      const text = field.value;
      const [topic] = text ? await model.predict([text], { signal }) : [''];
      if (text !== field.value) return; // there is more by now
      output.textContent = String(topic);
      this.dispatchEvent(new CustomEvent('topic', { detail: { text, topic }, bubbles: true }));
    };
    field.addEventListener('input', () => tell().catch(() => {}), { signal });
    await tell();
  }
}

customElements.define('elm-topics', ElmTopics);
