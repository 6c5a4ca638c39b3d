#!/usr/bin/env bash
# The words that the tokenizers of npm's natural find.
#
# natural 8.1.1: the tokenizer for German knows ä, ö and ü and not their capitals, so Äpfel is "pfel" and Öl
# "l"; é is in no word of it. That for Spanish leaves out numbers. TfIdf and the classifiers cut with the
# English one, for which "Größe" is "gr" and "e": a classifier that learnt "größer" takes "grün" for it,
# since both begin as "gr". WordPunctTokenizer keeps words whole.
#
# Seen on 2026-12-01: the lines below.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > log
npm install --silent --no-audit --no-fund --ignore-scripts natural@8.1.1 >> log
cat > words.mjs <<'JS'
import natural from 'natural';

const german = 'Äpfel und Öl für 3 Cafés, große Übung';
const NAMES = ['AggressiveTokenizerDe', 'AggressiveTokenizer', 'TreebankWordTokenizer', 'WordPunctTokenizer'];
for (const name of NAMES) console.log(name, ...new natural[name]().tokenize(german));
console.log('AggressiveTokenizerEs', ...new natural.AggressiveTokenizerEs().tokenize('Hay 25 casas en 2026'));
const terms = new natural.TfIdf();
terms.addDocument('Größe der Bäume');
console.log('TfIdf', ...terms.listTerms(0).map(({ term }) => term));
const model = new natural.BayesClassifier();
model.addDocument('größer', 'up');
model.addDocument('kleiner', 'down');
model.train();
for (const word of ['größer', 'grün', 'kleiner', 'klein'])
  console.log(word, ...model.getClassifications(word).map(({ label, value }) => `${label} ${value.toFixed(3)}`));
JS
node words.mjs 2> told | grep -v 'injected env' > seen
diff - "$folder/seen" <<'SEEN'
AggressiveTokenizerDe pfel und l für 3 Caf s große bung
AggressiveTokenizer pfel und l f r 3 Caf s gro e bung
TreebankWordTokenizer Ä pfel und Ö l f ü r 3 Caf é s , gro ß e Ü bung
WordPunctTokenizer Äpfel und Öl für 3 Cafés , große Übung
AggressiveTokenizerEs Hay casas en
TfIdf gr der ume
größer up 0.667 down 0.167
grün up 0.667 down 0.333
kleiner down 0.667 up 0.333
klein up 0.667 down 0.667
SEEN
echo "as seen before"
