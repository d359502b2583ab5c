CREATE TABLE `shadow` (
  `id` int NOT NULL,
  `b` int DEFAULT NULL,
  `a` varchar(20) DEFAULT NULL,
  `d` decimal(9,2) DEFAULT NULL,
  `old` int DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `ka` (`a`),
  KEY `ko` (`old`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1
