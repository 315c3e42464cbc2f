import type { SampleTexts } from "../sample-texts.ts";

export const english: SampleTexts = {
  people: {
    guide: "Pia from Kvit",
    ana: "Grace Walker",
    jan: "Tom Evans",
    eva: "Lucy Baker",
    petra: "Helen Ward",
    marko: "Simon Clarke",
    stranger: "Lucky Prize Centre",
  },
  tickets: {
    welcome: {
      subject: "Start here: four keys are all you need",
      opening: `Hello, and welcome!

This is a sample ticket. Try these four keys on it:

1. r: write me an answer and send it with Ctrl+Enter (⌘↵ on a Mac). The ticket becomes Answered: now it is my turn.
2. e: resolve a ticket. Its customer is asked whether it is solved.
3. z: take back what you did last. Mail waits ten seconds before it leaves, so that you can.
4. Ctrl+K (⌘K): find any ticket by number, person or subject, and every command.

What you send to samples never leaves the house. When you have seen enough, remove them all with one click in the settings.

Have a good start!
Pia`,
    },
    hours: {
      subject: "Are you open on Saturday?",
      opening:
        "Hi,\n\nI would like to pick up my order in person. Are you open this Saturday, and until when?\n\nThanks,\nLucy",
    },
    charged: {
      subject: "Charged twice for order 1182",
      opening:
        "Hello,\n\nmy card was charged twice for order 1182. Please return one of the payments; the rent is due tomorrow.\n\nTom Evans",
    },
    parcel: {
      subject: "Where is my parcel?",
      opening:
        "Good morning,\n\nmy parcel should have arrived on Tuesday. Could you look where it is?\n\nGrace",
      answer:
        "Hello Grace,\n\nit left our warehouse on Monday. I have asked the carrier and will write as soon as I know more.\n\nBest regards",
      reply:
        "Thank you. The carrier now says that it was delivered, but nobody here has it. What now?\n\nGrace",
    },
    printer: {
      subject: "The printer still does not print",
      opening: "Hi,\n\nsince the update our printer takes the paper and gives it back empty.\n\nSimon",
      answer:
        "Hello Simon,\n\nplease switch it off, take the cartridge out and put it in again. That usually helps.\n\nBest regards",
      reply: "I did that twice. Still empty pages.\n\nSimon",
      note: "Third report this week after the update. Ask the manufacturer before answering.",
    },
    invoice: {
      subject: "Invoice for our company",
      opening:
        "Hello,\n\ncould you make out the invoice of order 1169 to our company? We need it for the books.\n\nHelen Ward",
      answer:
        "Hello Helen,\n\ngladly. Please send me the exact name and the VAT number as they shall appear.\n\nBest regards",
    },
    moving: {
      subject: "We are moving: new address",
      opening:
        "Dear team,\n\nfrom the first of next month please send everything to 48 Orchard Road.\n\nHelen Ward",
      answer:
        "Hello Helen,\n\ndone. May I also change the address of the order that is on its way?\n\nBest regards",
      absence: "I am out of the office until Monday and will read your message then. (Automatic reply)",
    },
    stock: {
      subject: "When is the blue one back?",
      opening:
        "Hi,\n\nthe backpack in blue has been sold out for weeks. When will you have it again?\n\nLucy",
      note: "The next delivery comes on Monday. Postponed until then; if Lucy writes before, it wakes by itself.",
    },
    login: {
      subject: "I cannot log in",
      opening: "Hello,\n\nthe page says that my password is wrong. It is not.\n\nTom",
      answer:
        "Hello Tom,\n\nyour account was locked after too many tries. It is open again, and your password is the old one.\n\nBest regards",
    },
    repair: {
      subject: "Repair of my headlamp",
      opening: "Hello,\n\nmy headlamp goes out after a minute. It is half a year old.\n\nGrace",
      answer:
        "Hello Grace,\n\na new one is on its way to you. You need not send the old one back.\n\nBest regards",
    },
    prize: {
      subject: "You have won 1,000,000!",
      opening: "Congratulations! Send your bank details within 24 hours to receive your prize.",
    },
    test: { subject: "test", opening: "just testing, please ignore" },
  },
};
