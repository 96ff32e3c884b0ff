/**
 * The departments of a corner shop, and the words that lead there: Polish, French, English, and the
 * commonest German, Spanish and Italian ones, folded (lower case, no accents). `jogurt*` is the
 * beginning of a word, `ser` a whole one. The first rule with a word in the text decides, so what a
 * thing is (a sauce, a soup, an ice cream) stands before what it is made of.
 */
import type { PlannedDepartment, TaxClassCode } from './plan.ts'

export interface GroceryDepartment extends PlannedDepartment {
  readonly taxClass: TaxClassCode
}

/** Food is taxed at the reduced rate; drinks, alcohol and what is no food at the standard one. */
export const GROCERY_DEPARTMENTS = {
  produce: { name: 'Fruit & Vegetables', position: 0, hue: 4, taxClass: 'reduced' },
  bakery: { name: 'Bakery', position: 1, hue: 1, taxClass: 'reduced' },
  dairy: { name: 'Dairy & Eggs', position: 2, hue: 7, taxClass: 'reduced' },
  meat: { name: 'Meat & Fish', position: 3, hue: 0, taxClass: 'reduced' },
  frozen: { name: 'Frozen', position: 4, hue: 6, taxClass: 'reduced' },
  pantry: { name: 'Pantry', position: 5, hue: 3, taxClass: 'reduced' },
  sauces: { name: 'Sauces & Spices', position: 6, hue: 11, taxClass: 'reduced' },
  breakfast: { name: 'Breakfast & Spreads', position: 7, hue: 2, taxClass: 'reduced' },
  snacks: { name: 'Snacks', position: 8, hue: 10, taxClass: 'reduced' },
  sweets: { name: 'Sweets & Chocolate', position: 9, hue: 9, taxClass: 'reduced' },
  hot: { name: 'Coffee & Tea', position: 10, hue: 8, taxClass: 'reduced' },
  drinks: { name: 'Drinks', position: 11, hue: 5, taxClass: 'standard' },
  alcohol: { name: 'Beer & Wine', position: 12, hue: 2, taxClass: 'standard' },
  other: { name: 'Everything Else', position: 13, hue: 7, taxClass: 'standard' },
} as const satisfies Record<string, GroceryDepartment>

export type GroceryDepartmentCode = keyof typeof GROCERY_DEPARTMENTS

export const DEPARTMENT_RULES: readonly (readonly [GroceryDepartmentCode, string])[] = [
  [
    'frozen',
    `frozen, surgel*, mrozon*, ice cream*, ice creams, lody, lod, gelato*, sorbet*, glaces,
     tiefkuhl*, creme glacee, congelad*, popsicle*, popsicles`,
  ],
  [
    'drinks',
    `iced tea, ice tea, root beer*, ginger ale*, ginger beer*, rootbeer, the glace, eistee, non
     alcoholic*, bezalkohol*, arizona, kombucha*, iced coffee, coconut water, almond milk*, plant
     milk*, napoj owsian*, napoj migda*`,
  ],
  [
    'sauces',
    `vinegar*, vinaigre*, ocet, ketchup*, mustard*, moutarde*, musztard*, mayo*, majonez*,
     sauce*, sos, sosy, salsa*, dressing*, seasoning*, spice*, przypraw*, epice*, condiment*,
     salt, sel, sol, pepper, poivre, pieprz, horseradish, chrzan, pesto*, marinade*, curry,
     spices, koncentrat pomidor*, tomato paste*, tomato sauce*, bouillon*, bulion*, rosol, kostka
     rosol*, papryka slodka mielona, oregano, bazylia, basil leaves, herbs, ziola, sriracha,
     tabasco, wasabi, mieszanka przypraw, vanilla extract, aceto balsamico, soy sauce, relish*,
     guacamole*`,
  ],
  [
    'snacks',
    `chips, crisps, chipsy, chrupki, popcorn*, pretzel*, precel*, cracker*, krakersy, nachos,
     tortilla chip*, goldfish, doritos, pringles, cheetos, lays, salty snack*, slone przekaski,
     snacks sales, trail mix, jerky, puffs, paluszki, apero*, aperitif*, rice cake*, galettes de
     mais, galettes de riz, wafle ryzow*, appetizer*, corn chip*`,
  ],
  [
    'hot',
    `coffee*, cafe, cafes, kawa, kawy, espresso*, cappuccino*, nescafe, tea, teas, thes, the
     vert, the noir, the blanc, infusion*, tisane*, herbat*, hot beverages, napoje gorace,
     boissons chaudes, matcha, rooibos, yerba*, oolong, chai, kaffee, tee, hot chocolate, hot
     cocoa, kakao do picia, earl grey, melisa, mieta`,
  ],
  [
    'alcohol',
    `beer*, piwo, piwa, biere*, bier, cerveza*, ale, lager, stout, ipa, wine*, vin, vins, vino,
     wino, wina, vodka, wodka, wodki, whisk*, bourbon, gin, likier*, liqueur*, hard cider,
     cidre*, champagne, prosecco, alcoholic*, alkohol*, napoje alkoholowe, boissons alcoolisees,
     cabernet, merlot, chardonnay, pinot, rioja, bordeaux, cotes du*`,
  ],
  [
    'drinks',
    `water, waters, woda, wody, eau, eaux, agua, wasser, juice*, jus, sok, soki, soku, nektar*,
     nectar*, soda, sodas, cola*, coca cola, pepsi, lemonade*, lemoniad*, limonad*, napoj,
     napoje, drink, drinks, beverage*, boisson*, smoothie*, energy drink*, isotonic*, tonic,
     syrop*, sirop*, cider*, squash, getrank*, orangina, fanta, sprite, schweppes, gatorade, red
     bull, dr pepper, saft, zumo`,
  ],
  [
    'sweets',
    `chocolate*, chocolat*, czekolad*, candy, candies, cukierk*, bonbon*, biscuit*, cookie*,
     ciastk*, herbatnik*, wafl*, wafer*, gaufrette*, brownie*, gum, gummi*, gummy, toffee*,
     fudge, caramel*, lizak*, marshmallow*, nougat*, praline*, sugary snack*, slodkie przekaski,
     snacks sucres, confectioner*, confiseries, sweets, baton*, bar, bars, barre*, haribo,
     schokolade*, keks*, galleta*, oreo, twix, snickers, kitkat, m ms, skittles, licorice,
     reglisse, zelk*, halva, halwa, sezamki, sesame bar*, shortbread*, sable*, delicje, pierniki,
     dessert*, pudding*, budyn*, galaret*, kisiel*, krowk*`,
  ],
  [
    'breakfast',
    `cereal bar*, breakfast*, petit dejeuner*, platki*, muesli*, musli, granola*, oatmeal*, oats,
     porridge, owsiank*, flakes, cereal, corn flakes, cheerios, honey, miel, miod*, miodu, jam,
     jams, confiture*, dzem*, powid*, marmalade*, marmelade*, preserves, nutella, spread*,
     tartiner, smarowid*, peanut butter*, maslo orzech*, beurre de cacahuet*, konfitur*, maple
     syrup*, sirop d erable, pancake*, nalesnik*, avoine, otreb*, jelly, almond butter`,
  ],
  [
    'pantry',
    `soup*, zupa, zupy, soupe*, veloute*, pasta*, makaron*, pates, spaghetti*, penne*, farfalle,
     fusilli, noodle*, nouille*, lasagn*, macaroni*, ravioli*, tortellini*, rice*, ryz*, riz,
     kasza*, kasze, couscous, bulgur, quinoa, flour*, maka*, maki, farine*, sugar*, sucre*,
     cukier*, sweetener*, oil*, huile*, olej*, oliwa, oliwy, bean*, fasol*, haricot*, lentil*,
     lentill*, soczewic*, chickpea*, pois chich*, ciecierzyc*, canned*, konserw*, conserve*,
     yeast, drozdz*, baking*, proszek do piec*, semol*, legume*, legumineus*, straczk*, seed*,
     nasion*, graines, groats, polenta, hummus, houmous, passata, tomates pelees, stock, broth,
     syrup*, sesame, chia, siemie, tofu, meal, meals, posilki, plats prepares, danie, dania, cake
     mix, tortilla*, thickener, skrobia, starch, aceite*, reis, nudeln, pickle*, olive*, oliwki,
     ogorki kiszone, ogorki konserw*, cornichon*, kapusta kisz*, kapusta kwasz*, flan, gelatin,
     peas, groszek, kukurydz*`,
  ],
  [
    'dairy',
    `milk*, mleko, mleczn*, lait, laits, yogurt*, yoghurt*, yaourt*, jogurt*, kefir*, skyr*,
     maslank*, cream, creme fraiche, creme, smietan*, cheese*, fromage*, ser, sery, serek, serki,
     twarog*, cheddar, gouda, mozzarella*, parmesan*, brie, camembert*, feta, emmental*, comte,
     ricotta, mascarpone, gruyere, edam*, queso, butter*, beurre*, maslo, masla, margaryn*,
     margarine*, egg*, eggs, jaja, jajka, jaj, oeuf*, dair*, nabial, danone, activia, actimel,
     petit suisse, petits suisses, kase, milch, sahne, joghurt*, fats, tluszcze, jogobella,
     cottage`,
  ],
  [
    'meat',
    `meat*, mies*, viande*, chicken*, kurczak*, poulet*, drob*, volaille*, turkey*, indyk*,
     dinde*, pork, porc, wieprz*, schab*, beef, boeuf*, wolow*, ham, hams, jambon*, szynk*,
     bacon, boczek, boczk*, sausage*, kielbas*, saucis*, parowk*, kabanos*, salami*, pasztet*,
     pate, foie gras, chorizo, rillettes, canard, duck, fish*, ryb*, poisson*, tuna*, tunczyk*,
     thon, thons, salmon*, losos*, saumon*, sardin*, sledz*, herring*, makrel*, mackerel*,
     maquereau*, cod, dorsz*, shrimp*, krewetk*, crevett*, seafood*, owoce morza, produits de la
     mer, crab*, anchov*, anchois, lardons, filet mignon, steak*, burger*, hot dog*, pepperoni,
     prosciutto, smalec, charcuter*, wedlin*, jamon, wurst, surimi, st jacques`,
  ],
  [
    'bakery',
    `bread*, chleb*, pain, pains, brot, pan, bulk*, bulecz*, bagel*, bun, buns, roll, rolls,
     baguette*, brioche*, croissant*, toast*, tost, pieczyw*, pita, wrap*, naan*, muffin*, cake*,
     ciasto, ciasta, gateau*, tarte*, pie, pies, donut*, doughnut*, paczki, drozdzowk*, pastr*,
     viennoiser*, rogal*, crisp bread*, crispbread*, chrupkie, biscotte*, rusk*, suchar*, english
     muffin*, sourdough, kolacz, strudel*, madeleine*, chalka`,
  ],
  [
    'snacks',
    `nut, nuts, orzech*, orzeszk*, noix, cacahuet*, peanut*, almond*, migdal*, amande*, cashew*,
     pistach*, hazelnut*, noisette*, walnut*, pecan*, dried fruit*, suszone owoce, raisin*,
     rodzynk*, daktyl*, date, dates, dattes, apricots secs, slonecznik*, snack*, przekask*,
     macadamia`,
  ],
  [
    'produce',
    `fruit*, owoc*, vegetable*, warzyw*, legumes frais, apple*, jablk*, pomme*, banana*, banan*,
     orange*, pomarancz*, lemon*, cytryn*, citron*, lime*, tomato*, pomidor*, tomate*, potato*,
     ziemniak*, onion*, cebul*, oignon*, garlic*, czosn*, ail, carrot*, march*, carotte*, salad*,
     salat*, lettuce, spinach*, szpinak*, epinard*, mushroom*, pieczark*, champignon*, pepper*,
     papryk*, poivron*, cucumber*, ogor*, concombre*, broccoli*, brokul*, avocado*, awokad*,
     grape*, winogron*, raisins, strawberr*, truskaw*, fraise*, blueberr*, borowk*, myrtille*,
     raspberr*, malin*, framboise*, cherr*, wisn*, cerise*, peach*, brzoskwin*, peche*, pear*,
     grusz*, poire*, plum*, sliw*, mango*, kiwi*, ananas*, pineapple*, melon*, beet*, burak*,
     celery, seler*, kapust*, cabbage*, chou, kale, jarmuz, courgette*, zucchini, cukini*,
     cranberr*, zurawin*, herbes, basil, persil, mint, compote*, przetwory owocowe, kielki,
     rzodkiew*`,
  ],
  ['pantry', 'grocer*, plant based food*, zywnosc*, aliments*, cereals and*, zboz*, seeds'],
]
