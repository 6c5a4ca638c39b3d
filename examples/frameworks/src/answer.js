/** What a predictor says to the text of a question, as JSON: labels, or the numbers of a regressor. */
export function answer(predictor, question) {
  const said = predictor.predict(JSON.parse(question));
  return JSON.stringify(ArrayBuffer.isView(said) ? Array.from(said) : said);
}
