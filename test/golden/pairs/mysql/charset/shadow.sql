CREATE TABLE `shadow` (
  `id` int NOT NULL,
  `v` varchar(10) DEFAULT NULL,
  `w` text,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1
