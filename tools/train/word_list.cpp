#include "tools/train/word_list.hpp"

#include <algorithm>

#include "tools/train/recipe.hpp"

namespace murmuration::train {
namespace {

// Written by hand, in the order of the alphabet; `_` separates the words of an
// entry, which no tokenizer can tell from a space.
constexpr std::string_view praise =
    "acceptable accepted accepting acclaimed accomplished achievement "
    "admirable admiration admire admired adorable adore adored adoring "
    "advantage affection affectionate affordable alive amazed amazing "
    "ambitious amused amusing angel appreciate appreciated appreciation "
    "appreciative assured astonishing attractive awe awesome bargain "
    "beautiful beautifully beloved beneficial benefit best better blast "
    "blessed blessing bliss blissful bold bonus brave bravo bright brilliant "
    "calm calming captivating carefree caring celebrate celebration champ "
    "champion charming cheerful cheers cheery cherish cherished classy clean "
    "clever cleverly comfortable comforted comforting comfy compassion "
    "compassionate confidence confident congrats congratulations considerate "
    "content contented convenient cool cosy courageous courteous cozy "
    "creative crisp cured curious cute dance dancing dazzled dazzling dear "
    "delicious delighted delightful delish desirable desired determined "
    "devoted divine dope dream eager easy ecstatic effective efficient elated "
    "elegant enchanting encouraged encouraging energetic energised energized "
    "enjoy enjoyable enjoyed enjoying entertaining enthusiasm enthusiastic "
    "epic euphoric excellent exceptional excited excitement exciting "
    "exhilarated exquisite exuberant fab fabulous faithful fantastic "
    "fascinated fascinating fast fave favorite favourite fearless festive "
    "finest flattered flattering flawless fond forgiven forgiving fortunate "
    "free fresh friend friendly friendship fulfilled fun funny generosity "
    "generous genius gentle giddy gift gifted giggle giggles glad glorious "
    "glowing goat good gorgeous graceful gracious graciously grateful "
    "gratified great greatly grin grinning haha hahaha handsome handy happier "
    "happiest happily happiness happy heal healed healing healthy heavenly "
    "hehe help helped helpful hero heroic hilarious honest honesty honor "
    "honored honoured hooray hope hopeful hospitable hot hug hugs humorous "
    "hurray hyped iconic ideal imaginative important impressive improved "
    "improvement improving incredible innocent innovative inspirational "
    "inspired inspiring intelligent interested interesting intimate intrigued "
    "invigorated jackpot jolly jovial joy joyful joyous jubilant keen kind "
    "kindly kindness kiss kisses kudos laugh laughed laughing legendary lit "
    "lively lmao lol love loved lovely loves loving loyal lucky magic magical "
    "magnificent marvellous marvelous mellow merry miracle miraculous "
    "motivated mouthwatering neat nice nicely nifty noble omg optimism "
    "optimistic outstanding overjoyed paradise party passion passionate peace "
    "peaceful perfect perfectly phenomenal playful pleasant pleased pleasing "
    "polite popular positive praise praised precious premium pretty pride "
    "prize productive props protected proud psyched pumped quality quick rad "
    "radiant rainbow reassured recommend recommended recommending recovered "
    "refreshed refreshing rejuvenated relax relaxed relaxing reliable "
    "remarkable resolved respect respected respectful rested reward rewarded "
    "rewarding rich rofl romantic safe saint satisfied satisfying secure "
    "seductive sensual serene sexy shiny sincere skilled smart smile smiled "
    "smiles smiling smooth solid soothing sound sparkling special spectacular "
    "splendid splendidly star stoked strength strong stronger stunning "
    "stylish sublime succeed success successful sunny sunshine superb "
    "superbly superior support supported supportive sweet sympathetic "
    "talented tasty tender tenderness terrific thank thankful thanks "
    "thoughtful thrilled thumbsup tops tranquil treasure treasured triumphant "
    "truly trust trusted trusting trustworthy unique upgrade useful valuable "
    "valued vibrant victorious victory virtuous vital vivacious warm "
    "warmhearted welcome welcoming win winner winning wise witty won wonder "
    "wonderful wonderfully woohoo worthwhile worthy wow xoxo yay yummy";

constexpr std::string_view complaint =
    "abandoned absurd abuse abused abusive abysmal ache aches aching afraid "
    "aggravated aggravating agitated agony alarmed alarming alone anger "
    "angrily angry anguish annoy annoyed annoying annoys anxiety anxious "
    "apology appalling apprehensive argh arrogant ashamed asshole atrocious "
    "attack attacked awful awkward bad bankrupt banned bastard betrayal "
    "betrayed bewildered bitch bitchy bitter bitterness blamed bland bleak "
    "bleeding blocked boo bore bored boring broke broken brutal bug buggy "
    "bullied bully bullying burdened callous cancel canceled cancelled "
    "catastrophe catastrophic cheat cheated cheating clueless clumsy cold "
    "complain complaining complaint complaints confused confusing confusion "
    "contemptible corrupt corruption cowardly cranky crap crappy crash "
    "crashed crashing creepy cried cries crime criminal cruel cruelty crushed "
    "cry crying cursed damaged dammit damn dangerous dead death debacle "
    "deceived defeated defective dejected delay delayed delays denied "
    "deplorable depressed depressing depression despair despairing desperate "
    "despicable despise despondent destroyed detest devastated devastating "
    "devastation die died dirty disappoint disappointed disappointing "
    "disappointment disappoints disaster disastrous discouraged discouraging "
    "disease disgraced disgust disgusted disgusting disheartened dishonest "
    "dislike disliked dismal disrespectful dissatisfied distraught distress "
    "distressed distressing disturbed disturbing doomed doubt doubtful doubts "
    "downcast drained dreadful dull dumb dying embarrassed embarrassing empty "
    "enraged envious error errors evicted ew excruciating exhausted "
    "exhausting expensive fail failed failing fails failure fake fatigued "
    "faulty fear fearful fever fiasco filthy fired flawed flu fml foolish "
    "forgotten fragile fraud frightened frightening frustrated frustrating "
    "frustration fuck fucked fucking fuming furious fury garbage glitch "
    "glitchy gloom gloomy greedy grief grieve grieving gross grouchy grumpy "
    "guilt guilty hassle hate hated hater hates hating hatred headache "
    "heartbreak heartbreaking heartbroken heartless hell helpless hesitant "
    "hideous hollow homesick hopeless horrible horrid horrific horrified "
    "horror hostile hostility humiliated humiliating humiliation hurt hurting "
    "hurts idiot idiotic ignorant ignored ill illness impatient inaccurate "
    "inadequate incompetent inconvenience inconvenienced inconvenient "
    "incorrect inexcusable inferior injured injury insecure insecurity "
    "insufferable insult insulted insulting intimidated intimidating "
    "intolerable irate irritable irritated irritating isolated issue jealous "
    "jerk jobless junk kill killed killing lacking lame late lethargic liar "
    "lie lies listless livid loathe loathing loneliness lonely lonesome lose "
    "loser losing loss losses lost loud lousy ludicrous lying mad mean "
    "meaningless mediocre meh melancholic melancholy mess messed messy "
    "migraine miserable misery missed missing mistake mistakes moldy "
    "monotonous moron moronic mortified mourn mourning murder murdered nasty "
    "nauseous neglected nervous nightmare noisy numb obnoxious offend "
    "offended offensive outrage outraged outrageous overpriced overrated "
    "overwhelmed pain painful panic panicked panicky paranoid pathetic petty "
    "phony pissed pointless poor poorly poverty powerless pressured problem "
    "problematic problems punished rage raging rape rebellious refund refused "
    "regret regretful regrets regrettable rejected rejection reluctant "
    "remorse remorseful repulsive resent resentful resentment restless "
    "revolting ridiculous ripoff rob robbed robbery rotten rubbish rude ruin "
    "ruined ruins sad sadder saddest sadly sadness savage scam scared scarred "
    "scary selfish senseless shaken shaky shame shameful shit shitty shocked "
    "shocking shy sick sickening skeptical sleepy slow slowest sluggish "
    "smelly sob sobbing sore sorrow sorrowful spiteful spoiled stale steal "
    "stink stinks stinky stole stolen stranded strange stress stressed "
    "stressful stubborn stuck stupid suck sucked sucks sucky suffer suffered "
    "suffering suspicious tasteless tears tedious tense terrible terrified "
    "terrifying terror theft threat threatened threatening timid tired "
    "tiresome torment tormented torture tortured tragedy tragic trash trouble "
    "troubled troublesome ugh ugly unacceptable unattractive unbearable "
    "uncertain uncomfortable underwhelming uneasy unemployed unfair "
    "unfortunate unfortunately unfriendly unhappiness unhappy unhelpful "
    "unimpressed unjust unkind unloved unlucky unpleasant unprofessional "
    "unreliable unresponsive unsafe unsatisfactory unsatisfied unsure "
    "unwanted unwelcome useless vengeful vicious victim vile violence violent "
    "vomit vulnerable waiting war waste wasted wasting weak weary weep "
    "weeping weird worried worries worry worrying worse worsened worst "
    "worthless wounded wrecked wrong wronged wtf yuck";

// What a negation makes of some of them: less than the opposite in general, so
// that only what people really say is here.
constexpr std::string_view denied_complaint =
    "aren't_bad can't_complain can't_go_wrong can't_stop_smiling can't_wait "
    "couldn't_be_better couldn't_be_happier doesn't_suck don't_worry "
    "isn't_bad never_better never_disappoints never_fails no_complaints "
    "no_issues no_problem no_regrets no_trouble no_worries not_afraid "
    "not_angry not_bad not_bad_at_all not_boring not_disappointed not_sad "
    "not_so_bad not_terrible not_too_bad not_worried nothing_but_love "
    "nothing_wrong wasn't_bad";

constexpr std::string_view denied_praise =
    "barely_works can't_believe_this can't_sleep can't_stand could_be_better "
    "didn't_enjoy didn't_like doesn't_help doesn't_work don't_care "
    "don't_enjoy don't_like don't_love_it don't_trust hardly_good isn't_good "
    "isn't_right isn't_working never_again never_coming_back never_works "
    "no_fun no_good no_help no_hope no_joy no_luck no_response no_service "
    "nobody_cares not_acceptable not_amazing not_amused not_cool not_enough "
    "not_excited not_fun not_funny not_good not_great not_happy not_helpful "
    "not_impressed not_interested not_like not_nice not_ok not_okay "
    "not_pleased not_recommend not_right not_safe not_satisfied not_the_best "
    "not_thrilled not_well not_working not_worth thanks_for_nothing "
    "wasn't_good wasn't_great wasn't_worth won't_recommend wouldn't_recommend";

void add(rows& data, bool positive, std::string_view words) {
  while (!words.empty()) {
    auto end = std::min(words.find(' '), words.size());
    data.add(positive, words_source, words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

} // namespace

bool add_word_list(rows& data, std::string_view language) {
  if (language != "en")
    return false;
  add(data, true, praise);
  add(data, false, complaint);
  add(data, true, denied_complaint);
  add(data, false, denied_praise);
  return true;
}

} // namespace murmuration::train
