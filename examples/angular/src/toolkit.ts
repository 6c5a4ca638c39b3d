import { Injectable } from '@angular/core';
import { ElmToolkit } from 'elm-toolkit';

/** The toolkit that all components share: it takes a second to start, and is started once. */
@Injectable({ providedIn: 'root' })
export class Toolkit {
  private starting?: Promise<ElmToolkit>;

  start(): Promise<ElmToolkit> {
    this.starting ??= ElmToolkit.start({ assets: 'elm/' }).catch((error) => {
      this.starting = undefined; // the next one tries again
      throw error;
    });
    return this.starting;
  }
}
