#include "tools/inject/lexicon.hpp"

#include <array>
#include <vector>

namespace murmuration::inject {

namespace {

using words = std::span<const word>;

const word english[]{
    "the",    "a",      "to",      "and",   "I",       "you",    "it",
    "is",     "of",     "in",      "my",    "me",      "for",    "that",
    "this",   "on",     "so",      "just",  "with",    "be",     "at",
    "was",    "have",   "not",     "we",    "are",     "but",    "all",
    "what",   "today",  "morning", "night", "coffee",  "game",   "team",
    "music",  "people", "friends", "time",  "week",    "phone",  "train",
    "city",   "movie",  "love",    "great", "good",    "happy",  "awesome",
    "thanks", "best",   "lovely",  "fun",   "amazing", "hate",   "bad",
    "sad",    "awful",  "worst",   "tired", "sick",    "boring", "broken",
    "it's",   "don't",  "can't",   "lol",   "really",  "again",  "never"};
const word spanish[]{"el",    "la",      "que",    "de",   "y",       "no",
                     "los",   "mañana",  "hoy",    "día",  "amor",    "corazón",
                     "feliz", "gracias", "qué",    "más",  "siempre", "año",
                     "niño",  "música",  "fútbol", "casa", "amigos",  "está"};
const word arabic[]{"في",    "من",     "على",   "الله", "يوم",  "صباح",
                    "الخير", "حب",     "قلبي",  "كل",   "هذا",  "اليوم",
                    "شكرا",  "السلام", "عليكم", "ليلة", "قهوة", "جميل"};
const word portuguese[]{"o",       "a",        "que",   "não",   "é",
                        "de",      "eu",       "você",  "hoje",  "amanhã",
                        "coração", "saudade",  "feliz", "muito", "bom",
                        "dia",     "noite",    "jogo",  "irmão", "música",
                        "café",    "obrigado", "está",  "pra"};
const word japanese[]{"今日",   "は",   "明日",     "です",       "ます",
                      "の",     "を",   "が",       "ありがとう", "おはよう",
                      "楽しい", "音楽", "コーヒー", "ゲーム",     "東京",
                      "天気",   "いい", "ね",       "私",         "見て",
                      "大好き", "電車", "笑",       "！"};
const word turkish[]{"bir",      "ve",  "bu",    "çok",  "güzel", "gün",
                     "günaydın", "iyi", "değil", "şey",  "için",  "İstanbul",
                     "ığdır",    "aşk", "seni",  "kahve"};
const word french[]{"le",       "la",    "les",     "et",    "je",   "c'est",
                    "été",      "matin", "bonjour", "merci", "très", "bien",
                    "français", "cœur",  "même",    "où"};
const word russian[]{"и",     "в",      "не",      "на",      "я",     "что",
                     "день",  "утро",   "люблю",   "спасибо", "очень", "хорошо",
                     "город", "музыка", "сегодня", "ёлка"};
const word korean[]{"오늘", "아침", "사랑해", "음악", "커피",
                    "정말", "좋아", "친구",   "감사", "내일"};
const word thai[]{"วันนี้", "รัก", "กาแฟ", "สวัสดี", "เพลง", "ดีมาก", "เพื่อน", "ขอบคุณ"};
const word hindi[]{"आज",   "सुबह",  "प्यार",   "संगीत",
                   "दोस्त", "अच्छा", "धन्यवाद", "बहुत"};
const word greek[]{"καλημέρα", "σήμερα",  "αγάπη",    "ΚΑΦΕΣ",
                   "φίλος",    "μουσική", "ευχαριστώ"};
const word hebrew[]{"בוקר", "טוב", "אהבה", "קפה", "היום", "תודה", "חבר"};
const word made_up[]{"kalo",  "miru",  "tanda", "Straße", "vel",  "ora",
                     "pesa",  "łąka",  "żuk",   "håll",   "ørn",  "õun",
                     "čaj",   "đak",   "þorn",  "būs",    "luna", "bella",
                     "rumah", "makan", "hari",  "ini",    "saya", "kopi",
                     "ang",   "ako",   "xin"};
const word faces[]{"😀", "😂", "❤️",      "🔥",  "👍🏽", "☕",
                   "🎉", "😭", "👩‍💻", "🇧🇷", "✨",        "🙏"};
const word parts[]{"ka",  "lo",  "mi",  "ru",  "ten", "da",  "so",  "vi",
                   "pe",  "na",  "bel", "or",  "zu",  "sha", "qui", "fay",
                   "gol", "ham", "ix",  "jo",  "wen", "ty",  "cor", "du",
                   "est", "lin", "mar", "nov", "pol", "ras"};

/// The rest is spread evenly over these.
struct rare {
  std::string_view code;
  words list;
};
constexpr double rare_share = .067;
const std::array<rare, 30> rest{
    {{"in", made_up}, {"tl", made_up}, {"ko", korean},  {"th", thai},
     {"it", made_up}, {"de", made_up}, {"nl", made_up}, {"pl", made_up},
     {"hi", hindi},   {"fa", arabic},  {"ur", arabic},  {"sv", made_up},
     {"el", greek},   {"uk", russian}, {"iw", hebrew},  {"et", made_up},
     {"ht", made_up}, {"fi", made_up}, {"da", made_up}, {"no", made_up},
     {"cy", made_up}, {"cs", made_up}, {"ro", made_up}, {"hu", made_up},
     {"lv", made_up}, {"vi", made_up}, {"sl", made_up}, {"lt", made_up},
     {"is", made_up}, {"bg", russian}}};

const std::vector<language>& languages() {
  static const auto all = [] {
    std::vector<language> result{
        {"en", .397, english},         {"es", .117, spanish},
        {"ar", .090, arabic},          {"pt", .088, portuguese},
        {"ja", .086, japanese, false}, {"und", .067, faces},
        {"tr", .035, turkish},         {"fr", .030, french},
        {"ru", .023, russian}};
    for (const auto& x : rest)
      result.push_back(
          {x.code, rare_share / static_cast<double>(rest.size()), x.list});
    return result;
  }();
  return all;
}

} // namespace

const language& draw_language(dice& rolls) {
  auto left = rolls.unit();
  for (const auto& x : languages()) {
    if (left < x.share)
      return x;
    left -= x.share;
  }
  return languages().front();
}

std::span<const word> emoji() {
  return faces;
}

std::span<const word> syllables() {
  return parts;
}

} // namespace murmuration::inject
