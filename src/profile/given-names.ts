/** Given names that are common in several languages, to tell the names of people from those of things. */
export const givenNames: ReadonlySet<string> = new Set(
  (
    'james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul ' +
    'andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry ' +
    'justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron henry peter adam ' +
    'nathan arthur albert roger ralph louis philip harry carl walter simon martin oliver noah liam ethan lucas oscar leo max felix ' +
    'mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily ' +
    'donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy angela shirley anna brenda pamela ' +
    'emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce ' +
    'virginia victoria kelly lauren christina joan evelyn judith andrea hannah megan alice jean ellen charlotte sophia isabella mia ' +
    'jose juan luis carlos jorge pedro miguel antonio francisco manuel alejandro javier fernando sergio rafael pablo diego ricardo ' +
    'carmen ana isabel rosa lucia elena marta sofia paula pilar teresa cristina raquel beatriz julia joao paulo marcos bruno ' +
    'hans klaus jurgen jürgen wolfgang dieter stefan andreas uwe markus matthias sebastian tobias florian jan lukas jonas niklas ' +
    'sabine monika petra claudia birgit heike ursula ingrid katrin anja silke lena leonie lea jana pierre michel alain philippe ' +
    'nicolas francois françois laurent olivier julien antoine jacques marie nathalie isabelle sylvie camille chloe chloé lea léa manon ' +
    'giovanni giuseppe marco luca andrea paolo francesco alessandro chiara giulia francesca federica ivan sergei dmitri alexei olga ' +
    'natalia svetlana tatiana irina mohammed muhammad mohamed ahmed ali omar hassan fatima aisha mariam yusuf ibrahim amina ' +
    'wei li ming jing yan fang hiroshi yuki kenji akira haruto sakura min jin raj amit rahul priya anita sunita vijay sanjay deepak'
  ).split(' '),
);
