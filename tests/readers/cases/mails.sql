-- MySQL dump 10.13  Distrib 8.0, for Linux; it's not a text
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `mail_templates`;
CREATE TABLE `mail_templates` (
  `id` int NOT NULL AUTO_INCREMENT,
  `lang` varchar(5) NOT NULL DEFAULT 'en' COMMENT 'the customer''s language',
  `subject` varchar(255) DEFAULT 'No subject here',
  `body` mediumtext,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
INSERT INTO `mail_templates` VALUES (1,'en','Your request #{{ticket.id}}','Dear {{ name }},\r\n\r\nwe can\'t say \"when\" we\'ll answer; don''t write again.\r\n'),(2,'ru','Запрос получен','<p>Мы ответим <b>скоро</b>.</p>\n<p>Пишите&nbsp;ещё &amp; ещё.</p>'),(3,'et','Päring käes',NULL);
INSERT INTO `options` (`name`, `value`) VALUES ('mail_footer','a:2:{s:4:"line";s:20:"We never give refunds";s:4:"link";s:3:"a/b";}'),('banner','{\"title\":\"Prices go up \\u2014 soon\",\"on\":true}'),('css','a { color: red; }');
UPDATE mail_templates SET body = CONCAT('Helistage ', @phone, ' ja oodake vastust'), lang = 'et' WHERE subject = 'Päring on käes';
