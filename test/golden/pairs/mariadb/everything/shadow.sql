CREATE TABLE `shadow` (
  `id` int(11) NOT NULL,
  `b` int(11) DEFAULT NULL,
  `a` varchar(20) DEFAULT NULL,
  `d` decimal(9,2) DEFAULT NULL,
  `old` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `ka` (`a`),
  KEY `ko` (`old`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci
