import type { PhraseBook } from "./phrase-book.ts";

export const english: PhraseBook = {
  language: "en",
  currency: "EUR",
  customerGreetings: ["Hello,", "Hi,", "Hi there,", "Good morning,", "Dear team,"],
  customerFarewells: ["Kind regards,\n{customer}", "Thanks,\n{first}", "Best,\n{customer}", "{customer}"],
  agentGreetings: ["Hello {first},", "Hi {first},", "Dear {customer},"],
  agentFarewells: ["Best regards,\n{agent}", "Kind regards,\n{agent}", "Have a good day,\n{agent}"],
  reminders: [
    "I have not heard anything yet. Is anybody looking at this?",
    "Just asking whether there is any news about my message of {written}.",
  ],
  thanks: ["That worked, thank you for the quick help!", "Perfect, everything is fine now. Thank you."],
  stillWrong: [
    "Unfortunately nothing has changed on my side. Could you look again, please?",
    "I am afraid it is still not solved.",
  ],
  notes: [
    "Spoke with the warehouse, they confirm it for {order}.",
    "Known customer, always friendly. Please be generous here.",
    "The carrier says the parcel was scanned on {date}.",
    "Accounting has approved {amount}.",
  ],
  outOfOffice: [
    "I am out of the office until {soon} and will read your message after my return.",
    "Thank you for your e-mail. I am away and have no access to my mail until {soon}.",
  ],
  spam: [
    {
      subject: "Get to page one within a week",
      text: "We analysed your website and found 14 errors. Reply now for a free offer.",
    },
    {
      subject: "Your parcel could not be delivered",
      text: "Pay the customs fee of 1.99 at the link below within 24 hours.",
    },
  ],
  products: [
    "Alpine 40 backpack",
    "Ridge rain jacket",
    "Trail 3 hiking shoes",
    "Ember camping stove",
    "Nord wool sweater",
    "Lumen headlamp",
    "Drift sleeping bag",
    "Peak trekking poles",
  ],
  streets: ["12 Mill Lane", "7 Harbour Street", "48 Orchard Road", "3 Station Square"],
  dialogues: {
    "delivery-late": {
      subjects: ["Where is my order {order}?", "Parcel {tracking} has not arrived"],
      openings: [
        "I ordered the {product} on {date} and it has still not arrived. Your confirmation said three working days. The order number is {order}.",
        "The tracking page for {tracking} has not moved since {date}. Could you please find out where the parcel is?",
      ],
      answers: [
        "Thank you for writing. I have asked the carrier about parcel {tracking}; they usually answer within one working day. I will let you know as soon as I hear from them.",
        "I am sorry about the delay. Order {order} left our warehouse on {date}, so it should be with you very soon. May I ask you to wait until tomorrow evening?",
      ],
      followUps: [
        "It is now two days later and there is still no parcel. What happens next?",
        "The carrier says they never got the parcel from you.",
      ],
      outcomes: [
        "The carrier has found your parcel in another depot. It is out for delivery today, and I have refunded the shipping costs of {amount}.",
        "We treat the parcel as lost and have sent you a new one by express. Its tracking number is {tracking}.",
      ],
    },
    refund: {
      subjects: ["Refund for order {order}", "When do I get my money back?"],
      openings: [
        "I returned the {product} on {date}, but the {amount} are still not on my account. Please check order {order}.",
        "Your page says refunds take five working days. I have been waiting much longer than that for {amount}.",
      ],
      answers: [
        "I cannot see the return in our system yet. Do you still have the receipt from the post office? A photo of it is enough.",
        "Your return reached us, and I have just released the refund of {amount}. Depending on your bank it takes two to three working days.",
      ],
      followUps: [
        "Here is the number from the receipt: {tracking}. Is that what you need?",
        "The bank says no transfer has been announced so far.",
      ],
      outcomes: [
        "Thank you, that helped: I found your return. {amount} were paid out today, with a small voucher for the wait.",
        "The first transfer had come back to us because of a wrong account number. It went out again this morning.",
      ],
    },
    "wrong-item": {
      subjects: ["Wrong item in order {order}", "I received something else"],
      openings: [
        "Instead of the {product} there was a different article in the box. The delivery note is the right one. How do we sort this out?",
        "Order {order} came today, but in the wrong size. I need it before the weekend if at all possible.",
      ],
      answers: [
        "Thank you for telling us. Could you send me the number on the label of the article you received?",
        "I am sorry, that was our mistake. The right article leaves our warehouse today, and a return label for the other one is in your mailbox.",
      ],
      followUps: [
        "The label says {tracking}. Shall I send it back first?",
        "I have not received the return label.",
      ],
      outcomes: [
        "No need to wait: your {product} is on its way. Please put the other article into the same box and hand it to the courier.",
        "I have sent the label again. The replacement arrives on {soon}.",
      ],
    },
    damaged: {
      subjects: ["Damaged on arrival: {product}", "Broken after two weeks"],
      openings: [
        "The {product} arrived with a tear on the side. The box itself looked fine. I would like to have it replaced.",
        "After two weeks of normal use the zip of my {product} broke. I think this is a case for the warranty. Order {order}.",
      ],
      answers: [
        "I am sorry to read that. Could you send us one or two photos? Then I can decide at once and you need not send anything back.",
        "Of course we will replace it. The new one is reserved for you; please tell me whether your address is still {street}.",
      ],
      followUps: ["I have attached two photos. Is that good enough?", "Yes, the address is still {street}."],
      outcomes: [
        "Thank you, the photos are all I need. A new {product} leaves today; please keep or recycle the old one.",
        "The replacement was sent on {date}. I hope it serves you for many years.",
      ],
    },
    invoice: {
      subjects: ["Invoice for order {order}", "Please correct invoice {invoice}"],
      openings: [
        "For our bookkeeping I need the invoice for order {order} as a PDF. I could not find it in my account.",
        "On invoice {invoice} our VAT number is missing. Could you please issue it again?",
      ],
      answers: [
        "Here is invoice {invoice}. You also find all invoices in your account under Orders.",
        "Gladly. Please tell me the exact company name and the VAT number as they should appear on the invoice.",
      ],
      followUps: [
        "Thank you. The amount of {amount} does not match the order confirmation, though. Why?",
        "The company is the one in my signature, everything else stays as it is.",
      ],
      outcomes: [
        "The difference is the discount, which was booked separately. I have corrected it and attached the new invoice {invoice}.",
        "Done: the corrected invoice {invoice} is attached, and the old one is cancelled.",
      ],
    },
    "double-charge": {
      subjects: ["Charged twice for {order}", "Two payments of {amount}"],
      openings: [
        "My card was charged twice for order {order}: {amount} each time. Please return one of the payments.",
        "I see two payments of {amount} on {date}, but I ordered only once. Please look into it quickly.",
      ],
      answers: [
        "I see both payments. One of them is only reserved and will be released by your bank within three days. If not, write to me again.",
        "Thank you for telling us. I have passed this to our payment provider and marked it as urgent.",
      ],
      followUps: [
        "The three days are over and both payments are booked now.",
        "My bank needs a confirmation from you.",
      ],
      outcomes: [
        "You are right, and I apologise. I have refunded {amount}; the confirmation for your bank is attached.",
        "Our payment provider has confirmed the reversal of {amount} for {soon}.",
      ],
    },
    login: {
      subjects: ["I cannot log in", "Password reset mail does not arrive"],
      openings: [
        "Since yesterday I cannot log in to my account. The page says that the password is wrong, but I did not change it.",
        "I asked for a new password three times, and no mail arrived. There is nothing in the spam folder either.",
      ],
      answers: [
        "Your account was locked after several failed attempts. I have unlocked it; please try again and tell me if it works.",
        "Our mails to your address came back because the mailbox was full. I have started the reset again just now.",
      ],
      followUps: [
        "I get a little further now, but then the page stays white.",
        "The mail arrived, but the link has expired.",
      ],
      outcomes: [
        "That was caused by an old cookie. Please open the page in a private window once; after that it works everywhere.",
        "I have made you a new link that is valid for a whole day.",
      ],
    },
    "app-error": {
      subjects: ["The app closes when I pay", "Error message at checkout"],
      openings: [
        "Whenever I tap Pay in the app, it closes. I tried it on two phones. The basket holds the {product}.",
        "At checkout I get the message “Something is not right, code {tracking}”. I would like to order before {soon}.",
      ],
      answers: [
        "Thank you for the precise description. Which version of the app and of the phone's system do you use?",
        "We could reproduce this and are working on it. Until then the order works in the browser; your basket is kept.",
      ],
      followUps: [
        "It is the newest version, installed on {date}.",
        "In the browser it works, but without my discount.",
      ],
      outcomes: [
        "The correction is in the version that appeared today. Please update, then paying works again.",
        "I have credited the discount of {amount} to your order {order}.",
      ],
    },
    address: {
      subjects: ["New delivery address", "Change address of order {order}"],
      openings: [
        "We have moved. Please change my address to {street}. Order {order} should already go there.",
        "I entered the wrong house number in order {order}. The right address is {street}. Is it still possible to change it?",
      ],
      answers: [
        "No problem, order {order} goes to {street}. I have changed the address in your account as well.",
        "The parcel has already left, but I have asked the carrier to redirect it to {street}.",
      ],
      followUps: ["The tracking page still shows the old address.", "Does that also hold for the invoice?"],
      outcomes: [
        "The page takes until the evening to follow. The carrier has confirmed the new address to me in writing.",
        "Yes, the invoice has the new address too. I have attached it.",
      ],
    },
    cancel: {
      subjects: ["Please cancel order {order}", "Cancellation"],
      openings: [
        "I ordered the {product} by mistake. Please cancel order {order} and return the {amount}.",
        "Please cancel my order of {date}. I found out that I need another size.",
      ],
      answers: [
        "The order is cancelled, and {amount} go back the way they came. You will get a confirmation by mail.",
        "The parcel was handed over an hour ago, so I could not stop it. Simply refuse it and the return is done.",
      ],
      followUps: [
        "I have not received a confirmation. Is it really cancelled?",
        "The neighbour accepted the parcel. And now?",
      ],
      outcomes: [
        "Yes, it is. The confirmation had the wrong address; here it is again.",
        "Then please use the attached label. The return is free for you.",
      ],
    },
    product: {
      subjects: ["Question about the {product}", "When is the {product} back in stock?"],
      openings: [
        "Is the {product} waterproof, and which size do you recommend at 1.78 m? I could not find it on the page.",
        "The {product} has been sold out for weeks. When will you have it again?",
      ],
      answers: [
        "It keeps out rain for several hours, but it is not made for a storm. At your height I recommend M.",
        "We expect the next delivery on {soon}. I can reserve one for you without any obligation.",
      ],
      followUps: ["Thank you. Is there also one in blue?", "Yes please, reserve one for me."],
      outcomes: [
        "Blue comes in the spring. I have put you on the list, and you get a mail on the first day.",
        "Reserved until {soon}. You find it in your basket.",
      ],
    },
    voucher: {
      subjects: ["Voucher {voucher} is not accepted", "Discount code does not work"],
      openings: [
        "The code {voucher} from your newsletter is refused although it is valid until the end of the month.",
        "I forgot to enter the voucher {voucher} with order {order}. Can you still deduct it?",
      ],
      answers: [
        "The code holds for orders above {amount}. Is your basket above it?",
        "Gladly: I have deducted the voucher from order {order}. You get {amount} back.",
      ],
      followUps: ["Yes, it is well above that.", "I still see the old total in my account."],
      outcomes: [
        "Then it was our mistake. Here is a new code that works for everything: {voucher}.",
        "The total is updated overnight. The invoice already has the right one.",
      ],
    },
  },
};
