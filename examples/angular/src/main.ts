import { Component, inject, type OnDestroy, type OnInit, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { type ElmError, Predictor } from 'elm-toolkit';
import { Toolkit } from './toolkit';

const flowers = [
  [5.1, 3.5, 1.4, 0.2],
  [4.9, 3.0, 1.4, 0.2],
  [4.7, 3.2, 1.3, 0.2],
  [5.0, 3.6, 1.4, 0.2],
  [7.0, 3.2, 4.7, 1.4],
  [6.4, 3.2, 4.5, 1.5],
  [6.9, 3.1, 4.9, 1.5],
  [5.5, 2.3, 4.0, 1.3],
];
const names = flowers.map((_, i) => (i < 4 ? 'setosa' : 'versicolor'));

@Component({
  selector: 'app-root',
  template: '<p>Two flowers: <output>{{ text() }}</output></p>',
})
class App implements OnInit, OnDestroy {
  private readonly toolkit = inject(Toolkit);
  private readonly leaving = new AbortController();
  readonly text = signal('…');

  ngOnInit() {
    this.learn(this.leaving.signal).then(
      (text) => this.text.set(text),
      (error: ElmError) => {
        if (error.code !== 'cancelled') this.text.set(`Failed: ${error.message}`);
      },
    );
  }

  ngOnDestroy() {
    this.leaving.abort();
  }

  private async learn(signal: AbortSignal) {
    const elm = await this.toolkit.start();
    const model = await elm.create('ELMClassifier', { n_hidden: 64, random_state: 0 });
    try {
      await model.fit(flowers, names, { signal });
      const [name] = await model.predict([[5.2, 3.4, 1.5, 0.2]], { signal });
      const predictor = Predictor.from(await model.save({ signal })); // from here on without Python
      return `${name}, ${predictor.predict([6.5, 3.0, 4.6, 1.4])}`;
    } finally {
      model.dispose();
    }
  }
}

bootstrapApplication(App);
