import type { Language } from '../../shared/languages.ts'

const sv = {
  languages: 'Språk',
  leave: 'Lämna sidan',
  leaveHint: 'Tryck Esc två gånger för att lämna sidan snabbt.',
  stored:
    'Sidan sparar inget i webbläsaren. Webbläsaren själv kan ändå minnas besöket, till exempel i sin historik, om du inte öppnar sidan i ett privat fönster.',
  about: 'Om linjen',
  stepsTitle: 'Vägen till hjälp',
  steps: ['Du ringer linjen.', 'Du får veta vilken hjälp som finns nära dig och hur du når den.', 'Du tar kontakt och kan börja där.'],
}
export type PlainWords = typeof sv

const en: PlainWords = {
  languages: 'Languages',
  leave: 'Leave this page',
  leaveHint: 'Press Esc twice to leave this page quickly.',
  stored:
    'This page stores nothing in the browser. The browser itself may still remember the visit, for example in its history, unless you open the page in a private window.',
  about: 'About the line',
  stepsTitle: 'The way to help',
  steps: ['You call the line.', 'You are told what help there is near you and how to reach it.', 'You make contact and can start there.'],
}

const ar: PlainWords = {
  languages: 'اللغات',
  leave: 'مغادرة الصفحة',
  leaveHint: 'الضغط على Esc مرتين يغلق الصفحة بسرعة.',
  stored: 'لا تحفظ هذه الصفحة شيئاً في المتصفح. لكن العنوان قد يظهر في سجل المتصفح، إلا عند فتح الصفحة في نافذة خاصة.',
  about: 'عن الخط (بالسويدية والإنجليزية)',
  stepsTitle: 'الطريق إلى المساعدة',
  steps: ['الاتصال بالخط.', 'معرفة المساعدة المتوفرة بالقرب منك وكيفية الوصول إليها.', 'التواصل مع الجهة التي تقدّم المساعدة والبدء هناك.'],
}

const bcs: PlainWords = {
  languages: 'Jezici',
  leave: 'Napusti stranicu',
  leaveHint: 'Pritisnite Esc dva puta da brzo napustite stranicu.',
  stored:
    'Ova stranica ništa ne sprema u preglednik. Adresa se ipak može vidjeti u historiji preglednika, osim ako stranicu otvorite u privatnom prozoru.',
  about: 'O liniji (na švedskom i engleskom)',
  stepsTitle: 'Put do pomoći',
  steps: ['Nazovete liniju.', 'Saznate kakva pomoć postoji u vašoj blizini i kako doći do nje.', 'Javite se i tamo možete početi.'],
}

const kmr: PlainWords = {
  languages: 'Ziman',
  leave: 'Ji rûpelê derkeve',
  leaveHint: 'Du caran li Esc bixe da ku tu zû ji rûpelê derkevî.',
  stored:
    'Ev rûpel tiştekî di gerokê de naparêze. Lê dibe ku navnîşan di dîroka gerokê de bê dîtin, heke rûpel di pencereyeke taybet de neyê vekirin.',
  about: 'Derbarê xetê de (bi swêdî û îngilîzî)',
  stepsTitle: 'Rêya alîkariyê',
  steps: [
    'Tu telefonî xetê dikî.',
    'Tu hîn dibî ku li nêzî te çi alîkarî heye û çawa bigihîjî wê.',
    'Tu têkilî datînî û dikarî li wir dest pê bikî.',
  ],
}

const es: PlainWords = {
  languages: 'Idiomas',
  leave: 'Salir de la página',
  leaveHint: 'Pulse Esc dos veces para salir rápido de la página.',
  stored:
    'Esta página no guarda nada en el navegador. Aun así, la dirección puede verse en el historial del navegador, salvo que abra la página en una ventana privada.',
  about: 'Sobre la línea (en sueco e inglés)',
  stepsTitle: 'El camino hacia la ayuda',
  steps: [
    'Usted llama a la línea.',
    'Le decimos qué ayuda hay cerca de usted y cómo contactar.',
    'Usted se pone en contacto y puede empezar allí.',
  ],
}

const fa: PlainWords = {
  languages: 'زبان‌ها',
  leave: 'ترک صفحه',
  leaveHint: 'برای ترک سریع صفحه، دو بار Esc را بزنید.',
  stored:
    'این صفحه چیزی در مرورگر ذخیره نمی‌کند. با این حال ممکن است نشانی آن در تاریخچهٔ مرورگر دیده شود، مگر این‌که صفحه را در پنجرهٔ خصوصی باز کنید.',
  about: 'دربارهٔ خط (به سوئدی و انگلیسی)',
  stepsTitle: 'راه رسیدن به کمک',
  steps: ['با خط تماس می‌گیرید.', 'آگاه می‌شوید چه کمکی نزدیک شماست و چگونه به آن برسید.', 'تماس می‌گیرید و می‌توانید آنجا شروع کنید.'],
}

/** What several plain pages say. Swedish and English are the line's wording; the others are machine-made drafts. */
export const plainWords: Readonly<Record<Language, PlainWords>> = { sv, en, ar, bcs, kmr, es, fa }

/** Each language by its own name. */
export const OWN_NAMES: Readonly<Record<Language, string>> = {
  sv: 'Svenska',
  en: 'English',
  ar: 'العربية',
  bcs: 'Bosanski, hrvatski, srpski',
  kmr: 'Kurdî (Kurmancî)',
  es: 'Español',
  fa: 'فارسی',
}
