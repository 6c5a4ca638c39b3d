// Short notes, the chat of those who share them, and twenty questions on them with the notes that answer, all written for the page.
// @ts-check

/** @typedef {{ id: string, title: string, text: string, metadata: Record<string, string> }} Doc */
/** @typedef {{ query: string, relevant: string[] }} Question */

/** @type {Record<string, [id: string, title: string, text: string][]>} */
const NOTES = {
  'kitchen.md': [
    [
      'bread',
      'Bread that needs no kneading',
      'Stir flour, water, salt and a pinch of yeast, leave the dough overnight and bake it in a hot pot with the lid on.',
    ],
    [
      'soup',
      'Tomato soup',
      'Roast ripe tomatoes with garlic and onions, then blend them with stock. Basil goes in at the end.',
    ],
    [
      'freezer',
      'What freezes well',
      'Bread, stock, berries and cooked beans keep for months in the freezer. Salad and eggs in their shells do not.',
    ],
    [
      'jam',
      'Strawberry jam',
      'Boil berries with half their weight of sugar and lemon juice until a drop sets on a cold plate. Fill hot jars.',
    ],
    [
      'coffee',
      'Better filter coffee',
      'Grind the beans just before brewing and use water a little below boiling. Sixty grams for a litre.',
    ],
    [
      'burnt',
      'Saving a burnt pan',
      'Cover the burnt bottom with water and baking soda, bring it to the boil and let it stand. The crust comes off with a wooden spoon.',
    ],
  ],
  'garden.md': [
    [
      'tomatoes',
      'Growing tomatoes',
      'Plant tomatoes in a sunny place after the last frost. Water the soil, not the leaves, and pinch out the side shoots.',
    ],
    [
      'compost',
      'Starting a compost heap',
      'Layer kitchen scraps with dry leaves and twigs. Keep it moist and turn it once a month; in a year it is earth.',
    ],
    [
      'slugs',
      'Slugs',
      'Water in the morning, lay boards out and collect what hides under them. Copper rings protect young lettuce.',
    ],
    [
      'roses',
      'Pruning roses',
      'In early spring cut roses back to a bud that faces outwards. Take out dead and crossing branches first.',
    ],
    [
      'seeds',
      'Saving seeds',
      'Let beans and peas dry on the plant, then keep the seeds in paper bags, dark and cool, with the year on them.',
    ],
  ],
  'house.md': [
    [
      'radiator',
      'Bleeding a radiator',
      'If a radiator gurgles or stays cold at the top there is air in it. Open the valve with the key until water comes.',
    ],
    [
      'tap',
      'A dripping tap',
      'Turn off the water, unscrew the handle and change the rubber washer. It costs a few cents and ten minutes.',
    ],
    [
      'fuse',
      'When the lights go out',
      'Look in the fuse box for a switch that is down. Unplug the last device you turned on before you put it up again.',
    ],
    [
      'drain',
      'A blocked drain',
      'Try a plunger first. Then put a bucket under the sink and unscrew the bend; most of the dirt sits there.',
    ],
    [
      'mould',
      'Mould in the bathroom',
      'Open the window wide after a shower. Wipe mould off with spirit, and find out where the damp comes from.',
    ],
    [
      'moths',
      'Clothes moths',
      'Wash woollens before you put them away, and shake them out now and then. Cold kills the eggs: three days in the freezer.',
    ],
    [
      'windows',
      'Draughty windows',
      'Hold a candle to the frame; where the flame moves, air gets in. A strip of foam rubber keeps the cold out and saves heating.',
    ],
  ],
  'travel.md': [
    [
      'passport',
      'A lost passport',
      'Report it to the police, then go to the consulate with two photos. A copy in your mail saves a day.',
    ],
    [
      'train',
      'Night trains',
      'Book a bed early; the cheap ones are gone three months ahead. Ear plugs and slippers make the night a good one.',
    ],
    [
      'bike',
      'Touring by bicycle',
      'Sixty kilometres a day leave time to look. Carry a spare tube, a pump and a multitool; most breakdowns are flat tyres.',
    ],
  ],
  'chat.txt': [
    ['c-bread', 'Mia', 'Who will bake the bread for Sunday?'],
    ['c-tomatoes', 'Jon', 'The tomatoes are ripe, help yourselves!'],
    ['c-freezer', 'Ana', 'I put the peas in the freezer.'],
    ['c-jam', 'Leo', 'The jam from the berries is great, thanks Mia'],
    ['c-pan', 'Jon', 'Sorry, I burnt the pan again'],
    ['c-coffee', 'Mia', 'Coffee is ready'],
    ['c-roses', 'Ana', 'The roses look lovely this year'],
    ['c-compost', 'Leo', 'Please take the scraps from the kitchen to the compost'],
    ['c-slugs', 'Mia', 'Slugs ate all the lettuce!'],
    ['c-radiator', 'Jon', 'My radiator is cold again'],
    ['c-tap', 'Ana', 'Who left the tap dripping?'],
    ['c-drain', 'Leo', 'The sink is blocked, do not use it'],
    ['c-light', 'Mia', 'The lights went out, is it the same at yours?'],
    ['c-mould', 'Jon', 'There is mould in the bathroom!'],
    ['c-windows', 'Ana', 'Close the windows please, it is cold'],
    ['c-passport', 'Leo', 'Found a passport on the stairs, whose is it?'],
    ['c-train', 'Mia', 'My train is late, start without me'],
    ['c-bike', 'Jon', 'Whose bicycle is in front of the door?'],
    ['c-wifi', 'Ana', 'The wireless is down again'],
    ['c-password', 'Leo', 'What is the password for the wireless?'],
  ],
  'computer.md': [
    [
      'password',
      'Passwords',
      'Let a manager make a long password for each site, and learn one good phrase for the manager itself.',
    ],
    [
      'wifi',
      'Weak wireless at home',
      'Put the router high and in the middle of the flat, away from the microwave. A cable is still the fastest.',
    ],
    [
      'phishing',
      'False mails from the bank',
      'A bank never asks for your password by mail. Do not click the link; type the address yourself.',
    ],
  ],
};

/** @type {Doc[]} */
export const NOTES_OF_SAMPLE = Object.entries(NOTES).flatMap(([file, notes]) =>
  notes.map(([id, title, text]) => ({
    id,
    ...(file.endsWith('.md') ? { title, text } : { title: `${title}: ${text}`, text: '' }),
    metadata: { file, kind: file.endsWith('.md') ? 'note' : 'chat' },
  })),
);

/** Whoever asks wants a note that says what to do; the chat has the same words. */
/** @type {Question[]} */
export const QUESTIONS = [
  { query: 'bake bread', relevant: ['bread'] },
  { query: 'ripe tomatoes', relevant: ['soup', 'tomatoes'] },
  { query: 'freezer', relevant: ['freezer', 'moths'] },
  { query: 'jam from berries', relevant: ['jam'] },
  { query: 'burnt pan', relevant: ['burnt'] },
  { query: 'how to make coffee', relevant: ['coffee'] },
  { query: 'cut the roses', relevant: ['roses'] },
  { query: 'kitchen scraps', relevant: ['compost'] },
  { query: 'slugs in the lettuce', relevant: ['slugs'] },
  { query: 'radiator is cold', relevant: ['radiator'] },
  { query: 'dripping tap', relevant: ['tap'] },
  { query: 'sink is blocked', relevant: ['drain'] },
  { query: 'the lights are out', relevant: ['fuse'] },
  { query: 'mould in the bathroom', relevant: ['mould'] },
  { query: 'cold windows', relevant: ['windows'] },
  { query: 'lost my passport', relevant: ['passport'] },
  { query: 'cheap bed on the train', relevant: ['train'] },
  { query: 'bicycle breakdown', relevant: ['bike'] },
  { query: 'weak wireless', relevant: ['wifi'] },
  { query: 'password', relevant: ['password', 'phishing'] },
];

/** Questions to begin with. */
export const TRY = ['tomatoes', 'cold', 'sink is blocked', 'wireless', 'berries in the freezer'];
