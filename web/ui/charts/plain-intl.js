// What uPlot takes from Intl when it is loaded, without Intl: its first use holds up a page for 50 ms.
// The build puts these in the place of Intl.NumberFormat and Intl.DateTimeFormat.
// @ts-check
import { decimal } from '../text/format.js';

export class PlainNumberFormat {
  format = decimal;
}

export class PlainDateTimeFormat {
  resolvedOptions() {
    return {};
  }
}
