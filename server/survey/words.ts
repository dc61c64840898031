import type { Language } from '../../shared/languages.ts'

const sv = {
  title: 'Enkät om samtalet',
  lead: 'Några korta frågor om hur samtalet var. Du väljer själv vilka du svarar på.',
  anonymous: 'Ingen får veta vem du är. Svaren räknas ihop med andras och kan inte kopplas till ditt samtal.',
  several: 'Du kan välja flera.',
  send: 'Skicka svaren',
  empty: 'Du har inte valt något svar. Välj minst ett och skicka igen, eller lämna sidan.',
  unknown: 'Ett av svaren finns inte i enkäten. De andra är kvar på sidan. Titta igenom dem och skicka igen.',
  tooMany: 'Det kommer ovanligt många svar just nu. Dina svar är kvar på sidan. Försök igen om en timme.',
  unreadable: 'Det som skickades gick inte att läsa. Fyll i enkäten igen.',
  fault: 'Ett fel hos oss gjorde att svaren inte sparades. De är kvar på sidan. Försök igen om en stund.',
  thanksTitle: 'Tack för dina svar',
  thanks: 'De är sparade.',
  again: 'Du är välkommen att ringa igen när du vill.',
  call: 'Ring från webbläsaren',
}
export type SurveyWords = typeof sv

const en: SurveyWords = {
  title: 'Survey about the call',
  lead: 'A few short questions about how the call was. You choose which ones to answer.',
  anonymous: 'Nobody learns who you are. The answers are counted together with those of others and cannot be tied to your call.',
  several: 'You can choose several.',
  send: 'Send the answers',
  empty: 'You have not chosen an answer. Choose at least one and send again, or leave this page.',
  unknown: 'One of the answers is not in the survey. The others are still here. Look through them and send again.',
  tooMany: 'Unusually many answers are coming in just now. Your answers are still on the page. Try again in an hour.',
  unreadable: 'What was sent could not be read. Fill in the survey again.',
  fault: 'A fault of ours kept the answers from being saved. They are still on the page. Try again in a while.',
  thanksTitle: 'Thank you for your answers',
  thanks: 'They have been saved.',
  again: 'You are welcome to call again whenever you want.',
  call: 'Call from the browser',
}

const ar: SurveyWords = {
  title: 'استبيان عن المكالمة',
  lead: 'بعض الأسئلة القصيرة عن المكالمة. يمكنك اختيار الأسئلة التي تجيب عنها.',
  anonymous: 'لن يعرف أحد هويتك. تُجمع الإجابات مع إجابات الآخرين ولا يمكن ربطها بمكالمتك.',
  several: 'يمكن اختيار أكثر من إجابة.',
  send: 'إرسال الإجابات',
  empty: 'لم يتم اختيار أي إجابة. يمكن اختيار إجابة واحدة على الأقل ثم الإرسال مرة أخرى، أو مغادرة الصفحة.',
  unknown: 'إحدى الإجابات غير موجودة في الاستبيان. بقية الإجابات ما زالت هنا. يرجى مراجعتها ثم الإرسال مرة أخرى.',
  tooMany: 'تصل الآن إجابات كثيرة على غير العادة. إجاباتك ما زالت في الصفحة. يمكن المحاولة بعد ساعة.',
  unreadable: 'تعذّرت قراءة ما أُرسل. يرجى ملء الاستبيان مرة أخرى.',
  fault: 'لم تُحفظ الإجابات بسبب خطأ لدينا. ما زالت في الصفحة. يمكن المحاولة بعد قليل.',
  thanksTitle: 'شكراً على إجاباتك',
  thanks: 'تم حفظها.',
  again: 'يمكنك الاتصال بنا مرة أخرى في أي وقت.',
  call: 'الاتصال من المتصفح',
}

const bcs: SurveyWords = {
  title: 'Upitnik o razgovoru',
  lead: 'Nekoliko kratkih pitanja o razgovoru. Sami birate na koja ćete odgovoriti.',
  anonymous: 'Niko neće saznati ko ste. Odgovori se zbrajaju s odgovorima drugih i ne mogu se povezati s vašim razgovorom.',
  several: 'Možete izabrati više odgovora.',
  send: 'Pošalji odgovore',
  empty: 'Niste izabrali nijedan odgovor. Izaberite barem jedan i pošaljite ponovo, ili napustite stranicu.',
  unknown: 'Jedan od odgovora ne postoji u upitniku. Ostali su još ovdje. Pregledajte ih i pošaljite ponovo.',
  tooMany: 'Trenutno stiže neobično mnogo odgovora. Vaši odgovori su još na stranici. Pokušajte ponovo za jedan sat.',
  unreadable: 'Poslano se ne može pročitati. Ispunite upitnik ponovo.',
  fault: 'Zbog greške kod nas odgovori nisu spremljeni. Još su na stranici. Pokušajte ponovo malo kasnije.',
  thanksTitle: 'Hvala na odgovorima',
  thanks: 'Odgovori su spremljeni.',
  again: 'Možete nas ponovo nazvati kad god želite.',
  call: 'Nazovi iz preglednika',
}

const kmr: SurveyWords = {
  title: 'Pirsname li ser axaftinê',
  lead: 'Çend pirsên kurt li ser axaftinê. Tu bi xwe hildibijêrî ku bersiva kîjan pirsan bidî.',
  anonymous: 'Kes nizane tu kî yî. Bersiv bi yên kesên din re tên hejmartin û bi axaftina te re nayên girêdan.',
  several: 'Tu dikarî çend bersivan hilbijêrî.',
  send: 'Bersivan bişîne',
  empty: 'Te tu bersiv hilnebijartiye. Bi kêmanî yekê hilbijêre û dîsa bişîne, an ji rûpelê derkeve.',
  unknown: 'Yek ji bersivan di pirsnameyê de tune ye. Yên din hê li vir in. Lê binêre û dîsa bişîne.',
  tooMany: 'Niha gelek bersiv tên. Bersivên te hê li ser rûpelê ne. Piştî saetekê dîsa biceribîne.',
  unreadable: 'Tiştê ku hat şandin nayê xwendin. Pirsnameyê dîsa tije bike.',
  fault: 'Ji ber çewtiyeke me bersiv nehatin parastin. Ew hê li ser rûpelê ne. Piştî demekê dîsa biceribîne.',
  thanksTitle: 'Spas ji bo bersivên te',
  thanks: 'Ew hatin parastin.',
  again: 'Tu kengî bixwazî dikarî dîsa telefon bikî.',
  call: 'Ji gerokê telefon bike',
}

const es: SurveyWords = {
  title: 'Encuesta sobre la llamada',
  lead: 'Unas preguntas breves sobre la llamada. Usted elige cuáles contestar.',
  anonymous: 'Nadie sabrá quién es usted. Las respuestas se suman a las de otras personas y no se pueden relacionar con su llamada.',
  several: 'Puede elegir varias.',
  send: 'Enviar las respuestas',
  empty: 'No ha elegido ninguna respuesta. Elija al menos una y envíe de nuevo, o salga de la página.',
  unknown: 'Una de las respuestas no existe en la encuesta. Las demás siguen aquí. Revíselas y envíe de nuevo.',
  tooMany: 'En este momento llegan más respuestas de lo habitual. Sus respuestas siguen en la página. Inténtelo de nuevo en una hora.',
  unreadable: 'No se pudo leer lo enviado. Rellene la encuesta de nuevo.',
  fault: 'Por un fallo nuestro no se guardaron las respuestas. Siguen en la página. Inténtelo de nuevo en un momento.',
  thanksTitle: 'Gracias por sus respuestas',
  thanks: 'Se han guardado.',
  again: 'Puede llamar de nuevo cuando quiera.',
  call: 'Llamar desde el navegador',
}

const fa: SurveyWords = {
  title: 'نظرسنجی دربارهٔ تماس',
  lead: 'چند پرسش کوتاه دربارهٔ تماس. خودتان انتخاب می‌کنید به کدام‌ها پاسخ دهید.',
  anonymous: 'هیچ‌کس نمی‌فهمد شما چه کسی هستید. پاسخ‌ها همراه با پاسخ دیگران شمرده می‌شوند و نمی‌توان آن‌ها را به تماس شما ربط داد.',
  several: 'می‌توانید چند مورد را انتخاب کنید.',
  send: 'ارسال پاسخ‌ها',
  empty: 'پاسخی انتخاب نکرده‌اید. دست‌کم یکی را انتخاب کنید و دوباره بفرستید، یا صفحه را ترک کنید.',
  unknown: 'یکی از پاسخ‌ها در این نظرسنجی نیست. بقیه هنوز اینجا هستند. آن‌ها را ببینید و دوباره بفرستید.',
  tooMany: 'اکنون پاسخ‌های بسیار زیادی می‌رسد. پاسخ‌های شما هنوز در صفحه هستند. یک ساعت دیگر دوباره امتحان کنید.',
  unreadable: 'آنچه فرستاده شد خوانده نشد. لطفاً نظرسنجی را دوباره پر کنید.',
  fault: 'به دلیل خطایی از سوی ما، پاسخ‌ها ذخیره نشدند. آن‌ها هنوز در صفحه هستند. کمی بعد دوباره امتحان کنید.',
  thanksTitle: 'از پاسخ‌های شما سپاسگزاریم',
  thanks: 'پاسخ‌ها ذخیره شدند.',
  again: 'هر زمان بخواهید می‌توانید دوباره تماس بگیرید.',
  call: 'تماس از مرورگر',
}

/** What the survey says around its questions. Swedish and English are the line's wording; the others are machine-made drafts, as are those of the questions. */
export const surveyWords: Readonly<Record<Language, SurveyWords>> = { sv, en, ar, bcs, kmr, es, fa }
