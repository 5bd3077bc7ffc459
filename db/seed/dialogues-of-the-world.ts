import 'server-only'
import { parseDialogues } from './dialogues'

// The same user begins every dialogue, because in some of these languages words depend on the speaker.

export const german = parseDialogues(`
Bist du heute Abend da?
> Ja, ab sieben. Was gibt’s?
Ich bringe Kuchen vorbei
> Dann bin ich ab sechs da
Apfel oder Pflaume?
> Ist das eine ernste Frage? Pflaume!

Hast du den Schlüssel vom Keller?
> Liegt bei mir auf dem Schrank
Kann ich ihn morgen holen?
> Klar, ich bin bis zehn zu Hause
Super, danke dir
> Kein Problem 😊

Wie war’s bei deinen Eltern?
> Schön, aber laut. Alle waren da
Auch Onkel Werner?
> Mit Akkordeon
Oh je
> Drei Stunden lang

Der Zug steht seit zwanzig Minuten
> Wo denn?
Irgendwo hinter Göttingen
> Soll ich mit dem Essen warten?
Fang ruhig an
> Niemals. Ich warte

Kommst du Sonntag mit wandern?
> Wie weit?
Zwölf Kilometer, fast flach
> „Fast“?
Es gibt einen Hügel. Und oben ein Café
> Dann bin ich dabei
`)

export const spanish = parseDialogues(`
¿Ya llegaste?
> Recién, ¿y tú?
En la puerta
> Te veo, levanta la mano
No, la otra
> Jajaja, ahora sí

¿Qué cocinamos el domingo?
> Tortilla, como siempre
¿Con cebolla o sin cebolla?
> No empecemos
Con cebolla entonces
> Por supuesto

La abuela pregunta si vienes en agosto
> Dile que sí, dos semanas
Se va a poner a llorar
> Que no llore, que haga croquetas
Ya está haciendo la lista
> La quiero 💛

¿Me prestas la bici mañana?
> Claro, pero le falta aire
Yo le pongo
> Está en el patio, la llave donde siempre
Gracias, te debo un café
> Me debes ocho

¿Viste el partido?
> Prefiero no hablar de eso
Tan mal, ¿eh?
> Apagué la tele en el minuto veinte
Te perdiste el gol
> No me digas
`)

export const russian = parseDialogues(`
Привет! Ты дома?
> Привет, буду через час
Я занесу книгу?
> Давай, заодно чаю выпьем
С вареньем?
> Конечно с вареньем

Как прошёл экзамен?
> Сдала! На пять!
Ура, я не сомневался
> А я сомневалась до последней минуты
Надо отметить
> В субботу, я угощаю

У вас тоже снег?
> С самого утра, двор весь белый
Пойдём на лыжах?
> Мои сломались в прошлом году
Возьмём напрокат
> Тогда завтра в десять

Кот опять сидит на клавиатуре
> Это он мне вчера писал?
Если было «ыыыыыы», то он
> Было, и я ему ответила 😄
Он очень доволен
> Передавай привет
`)

export const japanese = parseDialogues(`
おはよう！
> おはよう。今日は早いね
うん、朝ごはんを作ったよ
> 何を作ったの？
卵焼きと味噌汁
> いいなあ、お腹すいた

週末、空いてる？
> 土曜日なら大丈夫
新しいカフェに行かない？
> 行きたい！何時にする？
二時に駅前でどう？
> 了解 👍

傘、持ってる？
> 持ってない、雨なの？
さっき急に降ってきた
> 駅で待ってるね
今から迎えに行くよ
> ありがとう、助かる！

写真、見たよ
> どうだった？
桜がすごくきれい
> 来年は一緒に行こうね
約束だよ
> うん、約束 🌸
`)

export const arabic = parseDialogues(`
صباح الخير
> صباح النور، كيف حالك؟
بخير الحمد لله، وأنت؟
> تمام، لكنّ العمل كثير هذا الأسبوع
الله يعينك
> تسلم 🙏

هل أنت في البيت مساءً؟
> نعم، بعد السابعة
سأمرّ عليك ومعي حلوى
> أهلًا وسهلًا، سأحضّر القهوة
بدون سكّر من فضلك
> أعرف، أعرف 😄

كيف كانت الرحلة؟
> جميلة جدًا، البحر كان هادئًا
أرسلي الصور
> الليلة إن شاء الله
لا تنسي
> لن أنسى

متى عيد ميلاد أمّك؟
> يوم الخميس القادم
ماذا نهديها؟
> هي تحبّ الكتب
وجدت كتابًا عن الحدائق
> ممتاز، ستفرح كثيرًا 🌷
`)

export const hebrew = parseDialogues(`
מה שלומך?
> הכול טוב, ואצלך?
עייף אבל מרוצה
> מה קרה?
סיימתי את הפרויקט!
> כל הכבוד!! 🎉

בא לך קפה היום?
> בטח, איפה?
במקום הקטן ליד השוק
> בשעה חמש?
מצוין
> נתראה שם

ראית את המפתחות שלי?
> חיפשת בתיק הכחול?
כן, פעמיים
> ובמקרר?
למה שיהיו במקרר… מצאתי
> 😂

את באה בשישי לארוחה?
> כן, מה להביא?
רק את עצמך
> אני מביאה סלט
טוב, אבל בלי בצל
> בלי בצל, מבטיחה
`)
