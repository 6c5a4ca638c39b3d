// The sets the page starts with, written for it: examples to learn from, and messages to try.
// @ts-check
import { LANGUAGES } from './language-sentences.js';

/** @import { TextClass } from './labelled-texts.js' */

/**
 * @typedef {object} Sample
 * @property {string} id
 * @property {string} name
 * @property {string} className of the model
 * @property {string} [flag] the class that the guard looks for, where there are two
 * @property {TextClass[]} classes
 * @property {string[]} inbox messages that it has not learnt from
 */

/** The class of examples that belong to no intent: never learnt from, only tested with. */
export const OUTSIDE = 'out of scope';

/** How much of what it knows an intent classifier is to answer, at the page's start. */
export const KEEP = 0.8;

/** The classes that are learnt. @param {string} className @param {TextClass[]} classes */
export const knownOf = (className, classes) =>
  classes.filter(({ name }) => !(className === 'IntentClassifier' && name === OUTSIDE));

/** @param {string} text */
const lines = (text) => text.trim().split(/\s*\n\s*/);

/** @type {Sample[]} */
export const SAMPLES = [
  {
    id: 'spam',
    name: 'Spam',
    className: 'TextClassifier',
    flag: 'Spam',
    classes: [
      {
        name: 'Spam',
        sentences: lines(`
          Congratulations! You have won a free phone, click here to claim your prize now
          Earn 500 a day from home, no experience needed, reply YES today
          Your account is locked. Confirm your password at this link within 24 hours
          Final notice: claim your refund now, click the link before midnight
          Cheap watches and bags, 80 % off, order now while the offer lasts
          You are our lucky winner! Send your bank details to receive the cash
          Lose ten kilos in a week with this free miracle tea, order today
          Urgent: your parcel could not be delivered, pay the small fee at this link
          Double your money in a month, guaranteed profit, no risk at all
          Free entry to win a holiday, text WIN to this number now
          Hot offer only today: loans approved in minutes, no questions asked
          We noticed a problem with your payment. Click here to confirm your card
          Limited offer: buy one, get two free, click now to order
          A secret method to earn cash fast, join free today
          Your computer has a virus! Call this number now for help
          Win a gift card worth 1000, answer three questions and claim it now`),
      },
      {
        name: 'Fine',
        sentences: lines(`
          Are we still on for lunch on Thursday? I can book a table
          The train is late, I will be home around eight
          Thanks for sending the report, I will read it tonight
          Mum says hello and asks when you are coming to visit
          Could you look at the slides before the meeting tomorrow?
          The plumber is coming on Monday morning, can you be at home?
          Happy birthday! I hope you have a lovely day
          I left my keys at the office, are you still there?
          The children have a school trip on Friday and need packed lunches
          Your parcel is with the neighbours at number 12
          Here are my notes from the call, tell me if I missed something
          The doctor moved your appointment to half past nine on Tuesday
          Shall we go for a walk if the weather stays like this?
          I paid the rent today, the receipt is in the blue folder
          Can you bring milk and bread on your way home?
          The library book is due next week, please remind me`),
      },
    ],
    inbox: lines(`
      Click here now to claim your free prize
      Can we move the meeting to Thursday morning?
      Your bank account is locked, confirm your card details at this link
      I will be late, the train has stopped again
      Earn money fast from home, guaranteed
      Could you send me the notes from the call?
      You have won! Reply with your details to receive the money
      The offer for the kitchen has come, shall we order?
      Mum has a new number, I will text it to you
      Order today and get a free watch`),
  },
  {
    id: 'civility',
    name: 'Civility',
    className: 'TextClassifier',
    flag: 'Rude',
    classes: [
      {
        name: 'Rude',
        sentences: lines(`
          What a stupid idea, did you even think before you wrote this?
          You are an idiot and nobody wants to hear from you
          Shut up, you have no clue what you are talking about
          This is the dumbest thing I have read all week
          Only a fool would believe such rubbish
          Nobody asked you, go away
          You clearly cannot read, so stop wasting our time
          What a pathetic excuse, you are useless
          Your work is garbage and so are you
          Get lost, you silly clown
          You people are all liars and cowards
          How thick can one person be? Learn to spell
          Stop whining, you big baby
          Your opinion is worthless, just like your posts
          Ugly, lazy and stupid, that is what this page is
          I hope you fail, you arrogant fool`),
      },
      {
        name: 'Civil',
        sentences: lines(`
          I see it differently, but thank you for explaining your view
          Could you tell me where the figure in the second line comes from?
          That is a good point, I had not thought of it
          I do not agree: the report says the opposite on page nine
          Sorry, I misread your question, here is a better answer
          Thank you all for the kind replies
          I think this idea is wrong, and here is why
          Please add a source, then we can check the numbers
          Well done, this is a clear and useful post
          We tried the same last year and it did not work for us
          Would anyone like to help with the translation?
          The new page is slow on my phone, is that known?
          I was disappointed by the ending, the rest of the book is great
          Let us keep to the topic, please
          Could we talk about this again next week?
          My mistake, I have changed the text now`),
      },
    ],
    inbox: lines(`
      You are stupid and your idea is rubbish
      I think you are wrong about page nine, could you check it?
      Thank you, that is a clear answer
      Go away, nobody wants you here
      This book is bad and the ending is worse
      What a useless clown you are
      Please explain why you think so
      Only an idiot would write this
      Sorry, I did not mean to sound harsh`),
  },
  {
    id: 'shop',
    name: 'Shop assistant',
    className: 'IntentClassifier',
    classes: [
      {
        name: 'Track order',
        sentences: lines(`
          where is my order
          when will my parcel arrive
          has my order been sent yet
          track my delivery please
          my parcel is late, where is it
          I ordered a week ago and nothing has come
          can you tell me the delivery date of my order
          what is the status of my order`),
      },
      {
        name: 'Return',
        sentences: lines(`
          I want to send this back
          how do I return the shoes
          can I get a refund
          the jacket does not fit, I want my money back
          what is your return policy
          how many days do I have to return an item
          please send me a return label
          I would like to exchange this for a bigger size`),
      },
      {
        name: 'Opening hours',
        sentences: lines(`
          when are you open
          what time does the shop close
          are you open on Sunday
          opening hours on public holidays
          how late is the store open tonight
          do you close for lunch
          what are your hours on Saturday
          is the shop open now`),
      },
      {
        name: 'Stock',
        sentences: lines(`
          do you have this in blue
          is the red coat in stock
          do you have size 42
          when will the lamp be back in stock
          are these boots available in black
          how many of these chairs are left
          do you sell this table in oak
          is it available in my local shop`),
      },
      {
        name: 'Pay',
        sentences: lines(`
          can I pay by card
          do you take cash on delivery
          my payment did not go through
          can I pay in instalments
          which credit cards do you accept
          I was charged twice
          send me the invoice please
          my voucher code does not work`),
      },
      {
        name: 'Person',
        sentences: lines(`
          I want to talk to a person
          connect me to an agent
          can somebody call me back
          let me speak to your manager
          is there a human I can chat with
          give me the phone number of customer service
          I would rather talk to someone
          please put me through to support`),
      },
      {
        name: OUTSIDE,
        sentences: lines(`
          what is the capital of France
          tell me a joke
          how do I bake bread
          who won the match last night
          will it rain tomorrow
          what is seven times eight
          my cat is afraid of thunder
          recommend a film for tonight
          how old is the moon
          play some jazz`),
      },
    ],
    inbox: lines(`
      where has my parcel got to
      can I send the jacket back
      how late are you open on Friday
      do you have the boots in brown
      can I pay with my phone
      let me talk to a human please
      how far away is the sun
      sing me a song
      I was charged for an order that has not arrived`),
  },
  {
    id: 'languages',
    name: 'Languages',
    className: 'LanguageClassifier',
    classes: LANGUAGES,
    inbox: lines(`
      Where can I leave my bag?
      Wo kann ich meine Tasche lassen?
      Où puis-je laisser mon sac ?
      ¿Dónde puedo dejar mi bolsa?
      Dove posso lasciare la mia borsa?
      Onde posso deixar a minha mala?
      Waar kan ik mijn tas laten?
      Gdzie mogę zostawić torbę?`),
  },
];
