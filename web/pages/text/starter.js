// The sentences the page starts with, written for it, and some to try.
// @ts-check

/** @import { TextClass } from '../../ui/samples/labelled-texts.js' */

/** @type {TextClass[]} */
export const STARTER = [
  {
    name: 'World',
    sentences: [
      'Leaders of forty nations gathered for peace talks after months of fighting on the border.',
      'The president flew to the summit to sign a treaty on refugees.',
      'Floods drove thousands of families from their homes as the government asked for foreign aid.',
      'Voters went to the polls in the first election since the military government stepped down.',
      'The foreign minister warned that the peace treaty on the border may not hold.',
    ],
  },
  {
    name: 'Sports',
    sentences: [
      'The striker scored twice in the last ten minutes to win the cup final.',
      'Their coach praised the team after a third straight win in the league.',
      'She broke the national record in the marathon and won gold for her team.',
      'The champion lost the final of the tennis tournament in straight sets.',
      'A late goal gave the home team a win in the first match of the league.',
    ],
  },
  {
    name: 'Business',
    sentences: [
      'Shares of the carmaker fell after profits missed what the market had expected.',
      'The central bank raised interest rates to slow rising prices.',
      'Two airlines agreed to merge in a deal worth nine billion dollars.',
      'Oil prices rose and shares closed lower as the market feared slow sales.',
      'The company will cut two thousand jobs as sales and profits decline.',
    ],
  },
  {
    name: 'Sci & tech',
    sentences: [
      'Astronomers found a planet the size of Earth that circles a nearby star.',
      'Researchers wrote software that lets a phone run on half the power.',
      'Scientists trained a robot to sort plastic waste with a camera.',
      'A space telescope sent back pictures of a distant star and its planet.',
      'Researchers read the genome of an ancient plant with new software.',
    ],
  },
];

export const EXAMPLES = [
  'The coach was proud of the team after the match',
  'Shares of the bank fell as oil prices rose',
  'A new telescope saw a distant planet',
  'Peace talks on the border ended without a treaty',
  'My grandmother bakes wonderful cherry pies',
];
