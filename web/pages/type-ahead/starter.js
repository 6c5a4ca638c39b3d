// What the page has read at the start: everyday notes, written for it.
// @ts-check

export const STARTER = `
Hello Anna, thank you for your message. I am sorry that I could not answer earlier.
Thank you for your help with the meeting. I will send you the notes tomorrow morning.
Could you please send me the report before the end of the week?
I would like to meet you next week. Would Tuesday afternoon work for you?
Please let me know if you have any questions. I look forward to hearing from you.
I hope you are well. We had a lovely time at the lake last weekend.
Let me know what time works for you, and I will book a table.
I am looking forward to the weekend. What are you doing on Saturday?
Thank you very much for the invitation. We would love to come.
I will be a little late today because the train has not come yet.
Can you please call me back when you have time?
I have attached the report. Please let me know what you think of it.
The meeting has been moved to Thursday afternoon. I hope that works for everyone.
Do you have time for lunch tomorrow? I would like to talk about the new plan.
I am not sure what time I will be home, but I will let you know.
Please do not forget to bring the keys and the papers with you.
Happy birthday! I hope you have a wonderful day and a good year.
It was good to see you last week. Let us meet again soon.
I think we should wait until next week before we decide.
We need milk, bread, eggs and something for dinner tonight.
Could you pick up the children from school this afternoon?
The weather is supposed to be good this weekend. Shall we go for a walk?
I have not heard from the office yet, but I will call them tomorrow morning.
What would you like to have for dinner tonight?
Thank you for sending the photos. They are wonderful.
I will send you the address and the time of the meeting.
Please have a look at the plan and let me know what you think.
I am sorry, but I do not have time for lunch tomorrow.
Would you like to come for dinner next week? We would love to see you.
We are looking forward to seeing you at the weekend.
As far as I know, the shop is open until eight in the evening.
If you have any questions about the report, please call me.
I would be happy to help you with the move next month.
The children are looking forward to the holidays at the lake.
Can we talk about the new plan at the meeting on Thursday?
I will be in the office until five in the afternoon.
Thank you for your patience. The problem has been solved.
It would be great if you could send me the photos from last weekend.
How was your holiday? I hope you had a good time.
I have to work late today, so please have dinner without me.
Let us know if there is anything we can do to help.
The doctor said that everything is fine and that there is nothing to worry about.
I will call you as soon as I know more about it.
See you tomorrow morning at the station. I will bring the tickets.
I look forward to seeing you next week. Best wishes to your family.
Could you please let me know what time the meeting begins?
We have decided to stay at home this weekend because of the weather.
I am happy to hear that everything went well.
Please find the notes of the meeting below. Thank you all for coming.
Do you know if the library is open on Saturday morning?
I would like to know what you think of the new plan before we decide.
It takes about an hour to get to the lake by train.
Sorry for the late answer. I was away last week and have just come back.
Have a good weekend, and let me know when you are back.
`.trim();

/** Sentences that the page is tried on; the starter text does not hold them. */
export const UNREAD = `
Thank you for the photos from the weekend. I would like to see you again next week.
Could you please send me the notes of the meeting on Thursday?
I am sorry that I have not called you back yet. I will be in the office tomorrow morning.
Please let me know what time you would like to have dinner.
We are looking forward to the holidays and hope that the weather will be good.
`.trim();
