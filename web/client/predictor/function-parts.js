// Made by scripts/function_parts.py from reading/ and other modules: do not edit.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are sources
// @ts-check
/** @type {Record<string, string>} */
export const FORMULAS = {
  linear: 'z',
  relu: 'Math.max(z, 0)',
  leaky_relu: '(z > 0.01 * z ? z : 0.01 * z)',
  tanh: 'Math.tanh(z)',
  sigmoid: '(Math.tanh(z * 0.5) + 1) * 0.5',
  gelu: 'z * 0.5 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3)))',
  sine: 'Math.sin(z)',
  rbf: 'Math.exp(-z)',
};

/** @type {{ name: string, needs: string[], rules: string[], source: string }[]} */
export const PARTS = [
  {
    name: 'boolean',
    needs: [],
    rules: ['booleanRule'],
    source:
      'const ANSWERS=new Map([...["true","yes","y","t"].map(e=>[e,1]),...["false","no","n","f"].map(e=>[e,0])]),booleanRule=()=>(e,a)=>a===0||a===1?a:ANSWERS.get(e.toLowerCase())??Number.NaN;',
  },
  {
    name: 'unicode',
    needs: [],
    rules: [],
    source:
      'const CHEROKEE=/\\p{sc=Cher}/gu,casefold=r=>r.replaceAll("\u1e9e","ss").replace(/[^\u0131\\p{sc=Cher}]+/gu,e=>e.toUpperCase().toLowerCase().replaceAll("\u03c2","\u03c3")).replace(CHEROKEE,e=>e.toUpperCase()),SPACE=String.raw`(?!\\ufeff)[\\s\\u001c-\\u001f\\u0085]`,LETTER=String.raw`\\p{L}\\p{Nl}\\p{No}`,IS_SPACE=new RegExp(`^(?:${SPACE})$`);function isSpace(r,e){const t=r.charCodeAt(e);return(t<=32||t>126)&&IS_SPACE.test(r[e])}function strip(r){let[e,t]=[0,r.length];for(;e<t&&isSpace(r,e);)e++;for(;e<t&&isSpace(r,t-1);)t--;return r.slice(e,t)}const asciiDigits=r=>r.replace(/(?![0-9])\\p{Nd}/gu,e=>{const t=e.codePointAt(0);let c=t;for(;/\\p{Nd}/u.test(String.fromCodePoint(c-1));)c--;return String((t-c)%10)});',
  },
  {
    name: 'missing',
    needs: ['unicode'],
    rules: [],
    source:
      'const MISSING=new Set(["","?","-","--","---","\\u2013","\\u2014",".","..","...","*","**","***","na","n/a","n.a.","n.a","n/d","n.d.","na()","<na>","(na)","nat","nan","-nan","+nan","nan()","null","(null)","[null]","<null>","\\\\n","none","no data","not available","not applicable","k.a.","k. a.","n.v.","s/d","sin dato","nil","missing","(missing)","<missing>","[missing]","(blank)","(empty)","#n/a","#n/a n/a","#na","#null!","#div/0!","#value!","#ref!","#name?","#num!","#nv","#wert!","#bezug!","1.#ind","-1.#ind","1.#qnan","-1.#qnan","1.#inf","-1.#inf","inf","+inf","-inf","infinity","+infinity","-infinity","\\u221E","+\\u221E","-\\u221E"]),WORDS=new Set(["none","nil","missing"]),isMissing=n=>MISSING.has(strip(n).toLowerCase());',
  },
  {
    name: 'cell',
    needs: ['missing', 'unicode'],
    rules: ['textRule'],
    source:
      'const BLANKS=new RegExp(`(?:${SPACE})+`,"g"),joinedSpelling=e=>casefold(e.replace(BLANKS," ")),plainNumber=e=>/^[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?$/.test(e)?Number(e):Number.NaN;function cellReader({missing:e=[],labels:d=[],join_spellings:o,decimal:a},m){const i=new Set(e.map(strip)),p=new Set(d.map(strip)),r=new Set([...i].map(plainNumber).filter(Number.isFinite));return n=>{const t=typeof n=="number",s=strip(String(n??""));if(i.has(s)||(t?!Number.isFinite(n):!p.has(s)&&isMissing(s))||t&&r.has(n))return;const u=m(o?joinedSpelling(s):s,t?n:void 0);return a&&r.has(u)?void 0:u}}const textRule=()=>e=>e;',
  },
  {
    name: 'plain',
    needs: ['unicode'],
    rules: [],
    source:
      'const PLAIN={"-":"\\u2212\\u2013\\u2010\\u2011\\uFE63\\uFF0D"," ":"\\xA0\\u202F\\u2009\\u2007","\'":"\\u2019\\u2018\u02bc\\uFF07`\\xB4","+":"\\uFF0B",".":"\\u066B\\uFF0E",",":"\\u066C\\uFF0C"},SIGNS=new Map(Object.entries(PLAIN).flatMap(([t,n])=>Array.from(n,e=>[e,t]))),WRITTEN=new RegExp(`[${[...SIGNS.keys()].join("")}]`,"gu"),LONGEST=60;function plain(t){return/^[!-_a-~]*$/.test(t)?t:asciiDigits(strip(t).replace(WRITTEN,n=>SIGNS.get(n)??n))}const mayBeRead=t=>/\\d/.test(t)&&(t.length<=LONGEST||Array.from(t).length<=LONGEST);',
  },
  {
    name: 'clock',
    needs: ['plain', 'unicode'],
    rules: ['timeRule'],
    source:
      'const BLANK=`(?:${SPACE})?`,TIME_OF_DAY=new RegExp(String.raw`^(\\d\\d?)[:h](\\d\\d)(?::(\\d\\d)([.,]\\d+)?)?${BLANK}(?:([ap])\\.? ?m\\.?)?(?:${BLANK}(?:uhr|h))?$`,"iu"),TOLD=new RegExp(String.raw`^(?:kl(?:o|\\.)? ?(\\d\\d?)(?:[:.](\\d\\d))?|(\\d\\d?)(?:[:.](\\d\\d))?${BLANK}uhr`+String.raw`|(\\d\\d?) ?[\u6642\u65f6\u9ede\u70b9\uc2dc] ?(?:(\\d\\d?) ?[\u5206\ubd84])?)$`,"iu"),HOURS=new RegExp(String.raw`^(\\d\\d?)${BLANK}([ap])\\.? ?m\\.?$`,"iu");function timeOfDay(e){const n=plain(e),t=TIME_OF_DAY.exec(n);if(t){const[,u,s,N,i,m]=t;return 24*shareOfDay(Number(u),Number(s),seconds(N,i),m)}const[,r,d]=HOURS.exec(n)??[];if(r)return 24*shareOfDay(Number(r),0,0,d);const[,...c]=TOLD.exec(n)??[],[o,a]=[0,1].map(u=>c[u]??c[u+2]??c[u+4]);return o?24*shareOfDay(Number(o),Number(a??0),0):Number.NaN}const seconds=(e,n)=>Number(e??0)+ +`0${(n??"").replace(",",".")}`;function shareOfDay(e,n,t,r){if(r&&(e<1||e>12))return Number.NaN;const d=r?e%12+(/^p/i.test(r)?12:0):e;return d>23||n>59||t>=61?Number.NaN:(d*3600+n*60+t)/86400}const timeRule=()=>timeOfDay;',
  },
  {
    name: 'months',
    needs: [],
    rules: [],
    source:
      'const MONTH_NAMES=["january januar janvier enero gennaio janeiro januari ianuarie janu\u00e1r gener stycze\u0144 stycznia leden ledna ocak \u044f\u043d\u0432\u0430\u0440\u044c \u044f\u043d\u0432\u0430\u0440\u044f \u0441\u0456\u0447\u0435\u043d\u044c \u0441\u0456\u0447\u043d\u044f \u03b9\u03b1\u03bd\u03bf\u03c5\u03ac\u03c1\u03b9\u03bf\u03c2 \u03b9\u03b1\u03bd\u03bf\u03c5\u03b1\u03c1\u03af\u03bf\u03c5","february februar f\u00e9vrier febrero febbraio fevereiro februari februarie febru\u00e1r febrer luty lutego \u00fanor \u00fanora \u015fubat \u0444\u0435\u0432\u0440\u0430\u043b\u044c \u0444\u0435\u0432\u0440\u0430\u043b\u044f \u043b\u044e\u0442\u0438\u0439 \u043b\u044e\u0442\u043e\u0433\u043e \u03c6\u03b5\u03b2\u03c1\u03bf\u03c5\u03ac\u03c1\u03b9\u03bf\u03c2 \u03c6\u03b5\u03b2\u03c1\u03bf\u03c5\u03b1\u03c1\u03af\u03bf\u03c5","march m\u00e4rz maerz mrz mars marzo mar\u00e7o maart mrt maret martie m\u00e1rcius mar\u00e7 marzec marca b\u0159ezen b\u0159ezna mart \u043c\u0430\u0440\u0442 \u043c\u0430\u0440\u0442\u0430 \u0431\u0435\u0440\u0435\u0437\u0435\u043d\u044c \u0431\u0435\u0440\u0435\u0437\u043d\u044f \u03bc\u03ac\u03c1\u03c4\u03b9\u03bf\u03c2 \u03bc\u03b1\u03c1\u03c4\u03af\u03bf\u03c5","april avril abril aprile aprilie \u00e1prilis kwiecie\u0144 kwietnia duben dubna nisan \u0430\u043f\u0440\u0435\u043b\u044c \u0430\u043f\u0440\u0435\u043b\u044f \u043a\u0432\u0456\u0442\u0435\u043d\u044c \u043a\u0432\u0456\u0442\u043d\u044f \u03b1\u03c0\u03c1\u03af\u03bb\u03b9\u03bf\u03c2 \u03b1\u03c0\u03c1\u03b9\u03bb\u03af\u03bf\u03c5","may mai mayo maggio maio mei maj m\u00e1jus maig maja kv\u011bten kv\u011btna may\u0131s \u043c\u0430\u0439 \u043c\u0430\u044f \u0442\u0440\u0430\u0432\u0435\u043d\u044c \u0442\u0440\u0430\u0432\u043d\u044f \u03bc\u03ac\u03b9\u03bf\u03c2 \u03bc\u03b1\u0390\u03bf\u03c5","june juni juin junio giugno junho iunie j\u00fanius juny czerwiec czerwca \u010derven \u010dervna haziran \u0438\u044e\u043d\u044c \u0438\u044e\u043d\u044f \u0447\u0435\u0440\u0432\u0435\u043d\u044c \u0447\u0435\u0440\u0432\u043d\u044f \u03b9\u03bf\u03cd\u03bd\u03b9\u03bf\u03c2 \u03b9\u03bf\u03c5\u03bd\u03af\u03bf\u03c5","july juli juillet julio luglio julho iulie j\u00falius juliol lipiec lipca \u010dervenec \u010dervence temmuz \u0438\u044e\u043b\u044c \u0438\u044e\u043b\u044f \u043b\u0438\u043f\u0435\u043d\u044c \u043b\u0438\u043f\u043d\u044f \u03b9\u03bf\u03cd\u03bb\u03b9\u03bf\u03c2 \u03b9\u03bf\u03c5\u03bb\u03af\u03bf\u03c5","august ao\u00fbt agosto augustus augusti agustus augusztus agost sierpie\u0144 sierpnia srpen srpna a\u011fustos \u0430\u0432\u0433\u0443\u0441\u0442 \u0430\u0432\u0433\u0443\u0441\u0442\u0430 \u0441\u0435\u0440\u043f\u0435\u043d\u044c \u0441\u0435\u0440\u043f\u043d\u044f \u03b1\u03cd\u03b3\u03bf\u03c5\u03c3\u03c4\u03bf\u03c2 \u03b1\u03c5\u03b3\u03bf\u03cd\u03c3\u03c4\u03bf\u03c5","september septembre septiembre settembre setembro septembrie szeptember setembre wrzesie\u0144 wrze\u015bnia z\u00e1\u0159\u00ed eyl\u00fcl \u0441\u0435\u043d\u0442\u044f\u0431\u0440\u044c \u0441\u0435\u043d\u0442\u044f\u0431\u0440\u044f \u0432\u0435\u0440\u0435\u0441\u0435\u043d\u044c \u0432\u0435\u0440\u0435\u0441\u043d\u044f \u03c3\u03b5\u03c0\u03c4\u03ad\u03bc\u03b2\u03c1\u03b9\u03bf\u03c2 \u03c3\u03b5\u03c0\u03c4\u03b5\u03bc\u03b2\u03c1\u03af\u03bf\u03c5","october oktober octobre octubre ottobre outubro octombrie okt\u00f3ber pa\u017adziernik pa\u017adziernika \u0159\u00edjen \u0159\u00edjna ekim \u043e\u043a\u0442\u044f\u0431\u0440\u044c \u043e\u043a\u0442\u044f\u0431\u0440\u044f \u0436\u043e\u0432\u0442\u0435\u043d\u044c \u0436\u043e\u0432\u0442\u043d\u044f \u03bf\u03ba\u03c4\u03ce\u03b2\u03c1\u03b9\u03bf\u03c2 \u03bf\u03ba\u03c4\u03c9\u03b2\u03c1\u03af\u03bf\u03c5","november novembre noviembre novembro noiembrie listopad listopada listopadu kas\u0131m \u043d\u043e\u044f\u0431\u0440\u044c \u043d\u043e\u044f\u0431\u0440\u044f \u043b\u0438\u0441\u0442\u043e\u043f\u0430\u0434 \u043b\u0438\u0441\u0442\u043e\u043f\u0430\u0434\u0430 \u03bd\u03bf\u03ad\u03bc\u03b2\u03c1\u03b9\u03bf\u03c2 \u03bd\u03bf\u03b5\u03bc\u03b2\u03c1\u03af\u03bf\u03c5","december dezember d\u00e9cembre diciembre dicembre dezembro desember decembrie desembre grudzie\u0144 grudnia prosinec prosince aral\u0131k \u0434\u0435\u043a\u0430\u0431\u0440\u044c \u0434\u0435\u043a\u0430\u0431\u0440\u044f \u0433\u0440\u0443\u0434\u0435\u043d\u044c \u0433\u0440\u0443\u0434\u043d\u044f \u03b4\u03b5\u03ba\u03ad\u03bc\u03b2\u03c1\u03b9\u03bf\u03c2 \u03b4\u03b5\u03ba\u03b5\u03bc\u03b2\u03c1\u03af\u03bf\u03c5"].map(e=>`${e} ${e.normalize("NFKD").replace(/\\p{Mn}/gu,"")}`.split(" ")),MONTHS=monthsByName();function monthsByName(){const e=new Map,t=new Set;for(const[r,i]of MONTH_NAMES.entries())for(const a of i)for(let n=3;n<=a.length;n++){const o=a.slice(0,n);(e.get(o)??r+1)!==r+1&&t.add(o),e.set(o,r+1)}for(const r of t)e.delete(r);for(const[r,i]of MONTH_NAMES.entries())for(const a of i)e.set(a,r+1);return e}',
  },
  {
    name: 'date',
    needs: ['clock', 'months', 'plain', 'unicode'],
    rules: ['dateRule'],
    source:
      'const MS_OF_DAY=864e5,raw=String.raw,NAME=raw`(?<name>[${LETTER}]{3,12})\\.?`,OF=raw`(?:[\\-/ .,]{1,2}|,? ?(?:de|del|di|of) )?`,YEAR=raw`\'?(?<year>\\d{4}|\\d\\d)`,DAY=raw`(?<day>\\d\\d?)`,MAYBE_BLANK=`(?:${SPACE})?`,TIME=raw`(?:t|[ ,;@:]${MAYBE_BLANK}| at | - )(?<hour>\\d\\d?)[:h.](?<minute>\\d\\d)`+raw`(?:[:.](?<second>\\d\\d)(?<part>[.,]\\d+)?)?${MAYBE_BLANK}(?<half>[ap]\\.? ?m\\.?)?`+raw`${MAYBE_BLANK}(?:z|utc|gmt|uhr|[a-z]{3,4}|(?:utc|gmt)?[+\\-]\\d\\d(?::?\\d\\d)?)?(?:\\[[${LETTER}\\d_/+\\-]+\\])?`,WEEKDAY=raw`(?:[${LETTER}]{2,10}\\.?,? )?`,BEHIND=raw`(?: ?\u0433\\.?)?(?: ?[(\uff08][${LETTER}]{1,10}\\.?[)\uff09])?`,WITH_TIMES=[raw`(?<year>\\d{4})(?<sep>[\\-/.])(?<month>\\d\\d?)\\k<sep> ?${DAY}`,raw`(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)`,raw`(?<year>\\d{4})\\. ?(?<month>\\d\\d?)\\. ?${DAY}\\.`,raw`(?<year>\\d{4})\u5e74(?<month>\\d\\d?)\u6708${DAY}\u65e5?`,raw`(?<year>\\d{4})\ub144 ?(?<month>\\d\\d?)\uc6d4 ?${DAY}\uc77c`,raw`${DAY}(?:st|nd|rd|th|er|\u00ba|\\.)?${OF}${NAME}${OF}${YEAR}`,raw`${NAME}[\\-/ ]{0,2}${DAY}(?:st|nd|rd|th)?[\\-/ ,.]{1,2}${YEAR}`,raw`(?<year>\\d{4})[\\-/ .]${NAME}[\\-/ .]${DAY}`,raw`(?<a>\\d\\d?)(?<sep>[\\-/]|\\. ?)(?<b>\\d\\d?)\\k<sep>(?<c>\\d{4}|\\d\\d)`].map(d=>`${WEEKDAY}${d}${BEHIND}(?:${TIME})?`),SPANS=[raw`(?<year>\\d{4})[\\-/.](?<month>\\d\\d?)`,raw`(?<month>\\d\\d?)[\\-/.](?<year>\\d{4})`,raw`${NAME}[\\-/ ,.]{0,2}${YEAR}`,raw`(?<year>\\d{4})[\\-/ .]?${NAME}`,raw`(?<year>\\d{4})[\\-/ ]?q(?<quarter>\\d)`,raw`q(?<quarter>\\d)[\\-/ ](?<year>\\d{4})`,raw`(?<quarter>\\d)q(?<year>\\d{4}|\\d\\d)`,raw`(?<year>\\d{4})[\\- ]?w(?<week>\\d\\d?)(?:-?(?<weekday>\\d))?`,raw`(?:kw|w|week) ?(?<week>\\d\\d?)[\\-/ ,]{1,2}(?<year>\\d{4})`,raw`(?<year>\\d{4})\u5e74(?<month>\\d\\d?)\u6708`,raw`(?<year>\\d{4})\ub144 ?(?<month>\\d\\d?)\uc6d4`,raw`(?<year>\\d{4})m(?<month>\\d\\d?)`],ASCTIME=raw`[${LETTER}]{3} ${NAME} {1,2}${DAY} (?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d) (?:(?:[a-z]{3,4}|[+\\-]\\d{4}) )?(?<year>\\d{4})`,COMPACT=raw`(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)t?(?<hour>\\d\\d)(?:(?<minute>\\d\\d)(?<second>\\d\\d)?)?`+raw`(?:z|[+\\-]\\d\\d:?(?:\\d\\d)?)?`,PATTERNS=[...WITH_TIMES,ASCTIME,COMPACT,...SPANS].map(d=>new RegExp(`^${d}$`,"u"));function dateRule({order:d,times:e,years_from:n}){return t=>{const r=daysOf(datePartsOf(t),d,n);return e?r:Math.floor(r)}}function datePartsOf(d){const e=plain(d).toLowerCase();if(!mayBeRead(e))return null;for(const n of PATTERNS){const t=n.exec(e)?.groups;if(t&&(!t.name||MONTHS.has(t.name)))return t}return null}function daysOf(d,e,n=1969){if(!d)return Number.NaN;const{a:t,b:r,c:o,hour:a,minute:u,second:s,part:c,half:$}=d,m=t?ofThree(t,r,o,e,n):ofNames(d,n);return a?m+shareOfDay(Number(a),Number(u??0),seconds(s,c),$):m}function ofThree(d,e,n,t,r){if(t==="ymd")return n.length===2?ordinal(fullYear(d,r),Number(e),Number(n)):Number.NaN;const[o,a]=t==="dmy"?[d,e]:[e,d];return ordinal(fullYear(n,r),Number(a),Number(o))}function ofNames({name:d,year:e,month:n,day:t="1",quarter:r,week:o,weekday:a="1"},u){const s=fullYear(e,u);return o?ofWeek(s,Number(o),Number(a)):r?ordinal(s,3*Number(r)-2,1):ordinal(s,MONTHS.get(d)??Number(n),Number(t))}const fullYear=(d,e)=>d.length>2?Number(d):e+((Number(d)-e)%100+100)%100;function ordinal(d,e,n){const t=new Date(0).setUTCFullYear(d,e-1,n);return d>=1&&n>=1&&new Date(t).getUTCMonth()===e-1?t/864e5:Number.NaN}function ofWeek(d,e,n){const t=ordinal(d,1,4),r=t-((t+3)%7+7)%7+7*(e-1),o=ordinal(d,12,31),a=e>=1&&n>=1&&n<=7&&r+3<=o,u=r+n-1;return a&&u<=ordinal(9999,12,31)?u:Number.NaN}',
  },
  {
    name: 'date-alone',
    needs: ['date'],
    rules: ['dateAloneRule'],
    source:
      'const dateAloneRule=()=>t=>{const a=datePartsOf(t);return a?.a&&a.sep[0]!=="."?Number.NaN:Math.floor(daysOf(a,"dmy"))};',
  },
  {
    name: 'duration',
    needs: ['clock', 'plain'],
    rules: ['durationRule'],
    source:
      'const LAP=/^(\\d{1,3}):([0-5]\\d[.,]\\d+)$/,DAYS=/^(?:(-?\\d+) days?,? ?)?(?:([+-]?\\d+):(\\d\\d)(?::(\\d\\d)([.,]\\d+)?)?)?$/iu,[AMOUNT,SIZES]=[String.raw`(\\d+(?:\\.\\d+)?)`,[604800,86400,3600,60,1]],ISO=new RegExp(`^(-)?P(?:${AMOUNT}W)?(?:${AMOUNT}D)?(?:T(?:${AMOUNT}H)?(?:${AMOUNT}M)?(?:${AMOUNT}S)?)?$`),WORDED=/^(?:\\d{1,15}(?:[.,]\\d{1,15})? ?[a-z]{1,7}\\.?(?:, ?| and | und | |$)?)+$/i,SECONDS=new Map;for(const[s,e]of[[.001,"ms"],[1,"s sec secs second seconds sek"],[60,"m min mins minute minutes minuten minutos"],[3600,"h hr hrs hour hours std stunde stunden hora horas"],[86400,"d day days tag tage"],[604800,"w wk wks week weeks"],[2629800,"mo mon mos mth mths month months"],[31557600,"y yr yrs year years"]])for(const n of e.split(" "))SECONDS.set(n,s);function worded(s){let e=WORDED.test(s)?0:Number.NaN;for(const[,n,a]of s.matchAll(/(\\d+(?:[.,]\\d+)?) ?([a-z]+)/gi))e+=Number(n.replace(",","."))*(SECONDS.get(a.toLowerCase())??Number.NaN);return e}function duration(s){const e=plain(s),n=LAP.exec(e);if(n)return 60*Number(n[1])+Number(n[2].replace(",","."));const[,a,...u]=ISO.exec(e)??[];let t=Number.NaN;if(u.some(Boolean)){t=0;for(const[o,r]of u.entries())t+=Number(r??0)*SIZES[o];a&&(t=-t)}else{const[,o,r,c,m,i]=DAYS.exec(e)??[];if(o||m){const d=3600*Math.abs(Number(r??0))+Number(c??0)*60+seconds(m,i);t=Number(o??0)*86400+(r?.startsWith("-")?-d:d)}else t=worded(e)}return Number.isFinite(t)?t:Number.NaN}const durationRule=()=>(s,e)=>e??duration(s);',
  },
  {
    name: 'units',
    needs: ['unicode'],
    rules: [],
    source:
      'const MONEY="$\\xA2\\xA3\\xA4\\xA5\\u058F\\u060B\\u09F3\\u0E3F\\u17DB\\u20A0-\\u20BF\\uFDFC\\uFE69\\uFF04\\uFFE0\\uFFE1\\uFFE5\\uFFE6",CODES="USD EUR GBP JPY CHF CNY RMB INR AUD CAD NZD SEK NOK DKK ISK PLN CZK HUF RON BGN TRY RUB UAH BRL MXN ARS CLP COP PEN ZAR NGN KES EGP ILS AED SAR KRW TWD SGD HKD THB IDR MYR PHP VND PKR BDT LKR QAR KWD MAD UGX TZS GHS XOF XAF KZT GEL RSD UYU CRC DOP".replaceAll(" ","|"),PREFIX=String.raw`(?:[A-Za-z]{1,3})?[${MONEY}]|(?:${CODES})(?![A-Za-z])|(?:Rs|Fr|kr|Kr|Rp|RM|KSh|Bs)\\.?(?![A-Za-z])|R(?= )|S/\\.?|%`,SUFFIX=`[${LETTER}%\\u2030\\xB0"\\u2033\\u2032\'${MONEY}]`+String.raw`(?:[${LETTER}%\u00b0"\u2033\u2032/^\u00b7*.\u207b\u00b2\u00b3${MONEY}]|(?<=[${LETTER}\\d_^])-?9(?!9)|[ \\-](?=[${LETTER}${MONEY}])){0,20}`,MAGNITUDES=new Map([["",1]]);for(const[e,n]of[[.001,"\\u2030"],[.01,"%"],[1e3,"k K thousand \u5343"],[1e4,"\u4e07 \u842c \ub9cc"],[1e5,"lakh lakhs lac lacs Lac Lacs Lakh Lakhs"],[1e6,"M Mio mn Mn million millions"],[1e7,"Cr crore crores Crore Crores"],[1e8,"\u5104 \u4ebf \uc5b5"],[1e9,"B bn Bn Mrd billion billions"],[1e12,"T tn trillion trillions \u5146"]])for(const s of n.split(" "))MAGNITUDES.set(s,e);const MAGNITUDE=new RegExp(String.raw`(?:^|(?<=[\\s${MONEY}]))(${[...MAGNITUDES.keys()].filter(Boolean).join("|")})\\.?(?=\\s|$)`,"u"),SOME_MONEY=new RegExp(`[${MONEY}]|${PREFIX}`,"u"),isShare=e=>e==="%"||e==="\\u2030",isUnit=e=>!/^[\u00b2\u00b3\u00b9\u2070\u2074-\u2079]|(?![\u00b2\u00b3\u00b9\u2070\u2074-\u2079])[\\p{No}\\p{Nl}]/u.test(e);function sameUnit(e){const n=casefold(e).replaceAll(" ","").replace(/\\.+$/,"");return[...n].length>3&&/^\\p{L}+s$/u.test(n)?n.slice(0,-1):n}function splitMagnitude(e){const n=MAGNITUDE.exec(e);return n?[(e.slice(0,n.index)+e.slice(n.index+n[0].length)).trim(),n[1]]:[e,""]}const isMoney=e=>e!==null&&SOME_MONEY.test(e);',
  },
  {
    name: 'shapes',
    needs: ['plain', 'units'],
    rules: [],
    source:
      'const CELL=new RegExp(String.raw`^(?:(?<outer>${PREFIX}) ?(?=\\())?`+String.raw`(?<open>\\(?)(?<before>[+\\-]?) ?(?<prefix>${PREFIX})? ?(?<sign>[+\\-]?) ?`+String.raw`(?<core>9(?:[., \']?9)*[.,]?|[.,]9+)(?:(?<=[.,])[\\-\u2014]{1,2}|/-)?(?<exponent>[eE][+\\-]?9+)?`+String.raw` ?(?<suffix>${SUFFIX})?(?<behind>-?)(?<close>\\)?)$`,"du"),CLOCK=["am","pm","a.m.","p.m.","uhr"],shapeOf=e=>e.replace(/[0-8]/g,"9"),shapesKnown=new Map;function partsOf(e){if(!mayBeRead(e))return null;let n=shapesKnown.get(e);return n===void 0&&(n=partsIn(e),shapesKnown.size>=1e4&&shapesKnown.clear(),shapesKnown.set(e,n)),n}function partsIn(e){const n=CELL.exec(e);if(!n?.groups||!n.indices?.groups)return null;const{open:t,before:r,outer:s,prefix:o,sign:i,exponent:c,suffix:p,behind:l,close:a}=n.groups,f=[r,i,l].filter(Boolean);if(f.length+t.length>1||t.length!==a.length)return null;const u=[s,o,p].flatMap(x=>x?.trim()||[]).join(" ");if(CLOCK.includes(u.toLowerCase())||!isUnit(u))return null;const[d,g]=n.indices.groups.core,w=c?n.indices.groups.exponent[1]:g,$=t||f.includes("-");return{start:d,coreEnd:g,end:w,sign:$?-1:1,unit:u,behind:l!==""}}const isWhole=e=>/^9+$/.test(e),cores=new Map;function coreOf(e,n){const t=e+n;let r=cores.get(t);if(!r){const[s,o]=[e,n].map(c=>c.replace(".",String.raw`\\.`)),i=n===","?`|99?(?:,99)+,999(?:${s}9*)?`:"";r={whole:new RegExp(`^(?:9+(?:${s}9*)?|${s}9+)$`),grouped:n?new RegExp(`^(?:9{1,3}(?:${o}999)+(?:${s}9*)?${i})$`):null},cores.set(t,r)}return r}',
  },
  {
    name: 'number',
    needs: ['plain', 'shapes', 'units'],
    rules: ['numberRule'],
    source:
      'function parseNumber(r,e){const n=plain(r),i=shapeOf(n),t=partsOf(i);if(!t||t.behind&&!e.trailing_minus)return Number.NaN;const{whole:c,grouped:l}=coreOf(e.decimal??".",e.group??""),s=i.slice(t.start,t.coreEnd);if(!c.test(s)&&(n[t.start]==="0"||!l?.test(s)))return Number.NaN;const u=factorOf(unitIn(n,t),e);return u===null?Number.NaN:numberIn(n,t,e,u)}const unitIn=(r,{unit:e,end:n})=>e.includes("9")?r.slice(n).trim().replace(/[-)]+$/,""):e;function factorOf(r,{unit:e,magnitudes:n}){const[i,t]=n?splitMagnitude(r):[r,""];return i&&sameUnit(i)!==sameUnit(e??"")?null:MAGNITUDES.get(t)??1}function numberIn(r,{start:e,end:n,sign:i},{decimal:t=".",group:c=""},l){let s=r.slice(e,n);c&&(s=s.replaceAll(c,"")),t!=="."&&(s=s.replace(t,"."));const u=i*l*Number(s);return Number.isFinite(u)?u:Number.NaN}const numberRule=r=>(e,n)=>n??parseNumber(e,r);',
  },
  {
    name: 'number-alone',
    needs: ['number', 'unicode'],
    rules: ['numberAloneRule'],
    source:
      'function numberAlone(r){if(strip(r).endsWith("%"))return parseNumber(r,{unit:"%"})/100;const e=parseNumber(r,{group:","});return Number.isNaN(e)?parseNumber(r,{decimal:","}):e}const numberAloneRule=()=>(r,e)=>e??numberAlone(r);',
  },
  {
    name: 'words',
    needs: ['unicode'],
    rules: ['wordsRule'],
    source:
      'const UNSPACED=/[\\u0e00-\\u0eff\u1000-\\u109f\u1780-\\u17ff\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]+/gu;function wordsOf(f){return casefold(f.normalize("NFKC")).normalize("NFKC").replace(/\\p{Cf}/gu,"").replace(/\\p{S}/gu," $& ").replace(/[^\\p{L}\\p{M}\\p{N}\\p{S}]+/gu," ").split(" ").filter(Boolean)}const unitsOf=f=>f.flatMap(u=>u.replace(UNSPACED,pairsOf).split(`\n`).filter(Boolean));function pairsOf(f){const u=[...f];return`\n${(u.length===1?u:u.slice(1).map((e,n)=>u[n]+e)).join(`\n`)}\n`}const wordsRule=()=>f=>unitsOf(wordsOf(f));',
  },
  {
    name: 'column',
    needs: ['cell', 'unicode'],
    rules: [],
    source:
      'function columnEncoder({kind:t,usual:n,values:r,marks_missing:e,reading:c={},log:f},o){const i=t!=="category"&&t!=="text",[u,a]=i?numbers(t,c.times,f):places(t,r);return{width:u+Number(e),read:cellReader(c,o),write(s,M){const h=s===void 0||Number.isNaN(s);(!h||i)&&a(h?n:s,M),e&&(M[u]=Number(h))}}}function numbers(t,n,r){return t==="date"?[n?7:5,n?moment:day]:t==="time"?[3,hours]:r?[2,(e,c)=>{c[0]=e,c[1]=Math.asinh((e-r[0])/r[1])}]:[1,(e,c)=>{c[0]=e}]}const turn=(t,n,r)=>{t[n]=Math.sin(2*Math.PI*r),t[n+1]=Math.cos(2*Math.PI*r)};function day(t,n){const r=Math.floor(t);n[0]=t,turn(n,1,new Date(r*864e5).getUTCMonth()/12),turn(n,3,((r+3)%7+7)%7/7)}function moment(t,n){day(t,n),turn(n,5,t-Math.floor(t))}function hours(t,n){n[0]=t,turn(n,1,t/24)}const runsOf=t=>casefold(t).split(/[^\\p{L}\\p{N}]+/u);function places(t,n){const r=new Map(n.map((e,c)=>[e,c]));return[n.length,(e,c)=>{const f=Array.isArray(e)?e:t==="text"?runsOf(e):[e],o=new Set(f.map(i=>r.get(i)).filter(i=>i!==void 0));for(const i of o)c[i]=1/Math.sqrt(o.size)}]}',
  },
];
