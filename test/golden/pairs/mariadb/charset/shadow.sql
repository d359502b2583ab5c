CREATE TABLE `shadow` (
  `id` int(11) NOT NULL,
  `v` varchar(10) DEFAULT NULL,
  `w` text DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci
