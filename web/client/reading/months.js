// Names of months, whole or cut short, in the languages of many exports: which ones
// says elm_core/tables/months.py.
// @ts-check

const MONTH_NAMES = [
  'january januar janvier enero gennaio janeiro januari ianuarie január gener styczeń stycznia ' +
    'leden ledna ocak январь января січень січня ιανουάριος ιανουαρίου',
  'february februar février febrero febbraio fevereiro februari februarie február febrer luty ' +
    'lutego únor února şubat февраль февраля лютий лютого φεβρουάριος φεβρουαρίου',
  'march märz maerz mrz mars marzo março maart mrt maret martie március març marzec marca ' +
    'březen března mart март марта березень березня μάρτιος μαρτίου',
  'april avril abril aprile aprilie április kwiecień kwietnia duben dubna nisan апрель апреля ' +
    'квітень квітня απρίλιος απριλίου',
  'may mai mayo maggio maio mei maj május maig maja květen května mayıs май мая травень травня ' +
    'μάιος μαΐου',
  'june juni juin junio giugno junho iunie június juny czerwiec czerwca červen června haziran ' +
    'июнь июня червень червня ιούνιος ιουνίου',
  'july juli juillet julio luglio julho iulie július juliol lipiec lipca červenec července ' +
    'temmuz июль июля липень липня ιούλιος ιουλίου',
  'august août agosto augustus augusti agustus augusztus agost sierpień sierpnia srpen srpna ' +
    'ağustos август августа серпень серпня αύγουστος αυγούστου',
  'september septembre septiembre settembre setembro septembrie szeptember setembre wrzesień ' +
    'września září eylül сентябрь сентября вересень вересня σεπτέμβριος σεπτεμβρίου',
  'october oktober octobre octubre ottobre outubro octombrie október październik października ' +
    'říjen října ekim октябрь октября жовтень жовтня οκτώβριος οκτωβρίου',
  'november novembre noviembre novembro noiembrie listopad listopada listopadu kasım ноябрь ' +
    'ноября листопад листопада νοέμβριος νοεμβρίου',
  'december dezember décembre diciembre dicembre dezembro desember decembrie desembre grudzień ' +
    'grudnia prosinec prosince aralık декабрь декабря грудень грудня δεκέμβριος δεκεμβρίου',
].map((names) => `${names} ${names.normalize('NFKD').replace(/\p{Mn}/gu, '')}`.split(' '));

/**
 * Month by lower-case name: every name, with and without accents, and every
 * beginning of at least three letters that only one month has.
 */
export const MONTHS = monthsByName();

function monthsByName() {
  /** @type {Map<string, number>} */
  const months = new Map();
  const several = new Set();
  for (const [i, names] of MONTH_NAMES.entries()) {
    for (const name of names) {
      for (let length = 3; length <= name.length; length++) {
        const cut = name.slice(0, length);
        if ((months.get(cut) ?? i + 1) !== i + 1) several.add(cut);
        months.set(cut, i + 1);
      }
    }
  }
  for (const cut of several) months.delete(cut);
  for (const [i, names] of MONTH_NAMES.entries()) for (const name of names) months.set(name, i + 1);
  return months;
}
