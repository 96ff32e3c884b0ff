/** What the mail says by which a shopper signs in, in each language. */
import { languageOf } from '../language.ts'

export interface CodeWords {
  /** Before the code. */
  readonly code: string
  /** How long it counts. */
  readonly lasts: string
  readonly notYou: string
  /** Instead of a code, where several customers have the address. */
  readonly several: string
}

const ENGLISH: CodeWords = {
  code: 'Your code to sign in',
  lasts: 'It counts for ten minutes, and once.',
  notYou: 'You did not ask for it? Then nothing is to be done. Tell the code to nobody.',
  several:
    'You wanted to sign in. Several customers of ours have this e-mail address, so we cannot tell' +
    ' who you are. Please ask us in the shop to make one of them.',
}

const WORDS: Readonly<Record<string, CodeWords>> = {
  ar: {
    code: 'رمز تسجيل الدخول الخاص بك',
    lasts: 'يسري لعشر دقائق ولمرة واحدة.',
    notYou: 'لم تطلبه؟ لا يلزمك فعل أي شيء. لا تخبر أحدًا بالرمز.',
    several:
      'أردت تسجيل الدخول. لدينا عدة عملاء بعنوان البريد الإلكتروني هذا، ولا يمكننا معرفة من أنت.' +
      ' يُرجى أن تطلب منا في المتجر دمجهم في حساب واحد.',
  },
  de: {
    code: 'Ihr Code zum Anmelden',
    lasts: 'Er gilt zehn Minuten lang und einmal.',
    notYou: 'Sie haben ihn nicht angefordert? Dann ist nichts zu tun. Sagen Sie ihn niemandem.',
    several:
      'Sie wollten sich anmelden. Mehrere unserer Kunden haben diese E-Mail-Adresse, daher wissen' +
      ' wir nicht, wer Sie sind. Bitte lassen Sie sie im Laden zu einem zusammenführen.',
  },
  en: ENGLISH,
  es: {
    code: 'Su código para iniciar sesión',
    lasts: 'Vale durante diez minutos y una sola vez.',
    notYou: '¿No lo ha pedido? Entonces no tiene que hacer nada. No diga el código a nadie.',
    several:
      'Quería iniciar sesión. Varios clientes nuestros tienen esta dirección de correo, así que' +
      ' no sabemos quién es usted. Pida en la tienda que los unamos en uno.',
  },
  fr: {
    code: 'Votre code de connexion',
    lasts: 'Il est valable dix minutes, une seule fois.',
    notYou: "Vous ne l'avez pas demandé ? Alors il n'y a rien à faire. Ne le dites à personne.",
    several:
      'Vous vouliez vous connecter. Plusieurs de nos clients ont cette adresse e-mail, nous ne' +
      ' savons donc pas qui vous êtes. Demandez en magasin que nous les réunissions.',
  },
  zh: {
    code: '您的登录验证码',
    lasts: '十分钟内有效，仅可使用一次。',
    notYou: '不是您本人申请？无需任何操作。请勿将验证码告诉任何人。',
    several:
      '您想要登录。我们有多位顾客使用此邮箱地址，无法确认您是哪一位。请到店内请我们将其合并。',
  },
}

/** English for a language that has no words of its own. */
export function codeWordsFor(locale: string): CodeWords {
  return WORDS[languageOf(locale)] ?? ENGLISH
}
